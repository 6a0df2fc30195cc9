# What `cmake --install` puts where: programs, libraries, public headers, the CMake package, pkg-config files, man pages and
# the licence. Components are those of the Debian packages: development, libraries, and programs, which is all the rest.
include(CMakePackageConfigHelpers)

set(dateline_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dateline)

set(dateline_programs dateline-eval dateline-index dateline-search dateline-serve)
install(TARGETS ${dateline_programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

foreach(library common indexer searcher)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${library}/include/dateline
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.hpp")
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/bindings/c/include/dateline.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

# find_package(dateline CONFIG): the config file includes the targets of c, and either the static or the shared ones.
install(TARGETS dateline_common dateline_indexer dateline_searcher EXPORT dateline-static-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS dateline_c EXPORT dateline-c-targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libraries NAMELINK_COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(dateline_exports static c)
if(TARGET dateline_shared)
  install(TARGETS dateline_shared dateline_shared_common dateline_shared_indexer dateline_shared_searcher
          EXPORT dateline-shared-targets
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libraries NAMELINK_COMPONENT development)
  list(APPEND dateline_exports shared)
endif()
foreach(export IN LISTS dateline_exports)
  install(EXPORT dateline-${export}-targets NAMESPACE dateline:: DESTINATION ${dateline_package_dir}
          COMPONENT development)
endforeach()
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/dateline-config.cmake.in ${PROJECT_BINARY_DIR}/dateline-config.cmake
  INSTALL_DESTINATION ${dateline_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/dateline-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dateline-config.cmake
              ${PROJECT_BINARY_DIR}/dateline-config-version.cmake
        DESTINATION ${dateline_package_dir} COMPONENT development)

# pkg-config. What static libraries need is in Requires and Libs, not in their .private forms: `pkg-config --libs` then links
# without --static, which would ask for static forms of everything below. Where there is a shared library, dateline-searcher
# is that, and dateline-searcher-static the other.
file(RELATIVE_PATH dateline_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)

# dateline_pkg_config(name description libraries [requirement...])
function(dateline_pkg_config name description libraries)
  set(dateline_name ${name})
  set(dateline_description ${description})
  set(dateline_libs ${libraries})
  list(JOIN ARGN ", " dateline_requires)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/dateline.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endfunction()

set(dateline_static "")
if(TARGET dateline_shared)
  set(dateline_static -static)
  foreach(module common indexer searcher)
    dateline_pkg_config(dateline-${module} ${module} -ldateline)
  endforeach()
endif()
set(dateline_same_common "dateline-common${dateline_static} = ${PROJECT_VERSION}")
# Debian's libroaring-dev has no .pc file.
dateline_pkg_config(dateline-common${dateline_static} common "-ldateline_common -pthread"
                    "xapian-core >= 1.4.22" "rocksdb >= 7.8" icu-uc libxxhash fmt simdjson)
dateline_pkg_config(dateline-indexer${dateline_static} indexer "-ldateline_indexer -lroaring -lcsv"
                    "${dateline_same_common}" libarchive libxml-2.0 libzstd zlib libdeflate libbrotlidec gmime-3.0 sqlite3 poppler-cpp
                    icu-i18n uchardet)
dateline_pkg_config(dateline-searcher${dateline_static} searcher "-ldateline_searcher -lroaring"
                    "${dateline_same_common}")
dateline_pkg_config(dateline-c "C interface" -ldateline_c)

include(DatelineCompletions)

# Man pages are written in scdoc (man/*.scd); without scdoc everything else is still built and installed.
set(dateline_man_pages dateline-eval.1 dateline-index.1 dateline-search.1 dateline-serve.1 dateline-config.5 dateline-query.7)
find_program(DATELINE_SCDOC scdoc)
if(DATELINE_SCDOC)
  set(dateline_built_pages)
  foreach(page IN LISTS dateline_man_pages)
    string(REGEX REPLACE "^.*\\." "" section ${page})
    set(built ${PROJECT_BINARY_DIR}/man/${page})
    add_custom_command(
      OUTPUT ${built}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
      COMMAND ${DATELINE_SCDOC} < ${PROJECT_SOURCE_DIR}/man/${page}.scd > ${built}
      DEPENDS ${PROJECT_SOURCE_DIR}/man/${page}.scd VERBATIM)
    install(FILES ${built} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
    list(APPEND dateline_built_pages ${built})
  endforeach()
  add_custom_target(dateline-man ALL DEPENDS ${dateline_built_pages})
else()
  message(STATUS "scdoc not found: the man pages are not built")
endif()

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

# All that the rules above install, and nothing else: `cmake --build build/release --target dateline-installed`, then `cmake --install build/release`.
add_custom_target(dateline-installed DEPENDS ${dateline_programs} dateline_common dateline_indexer dateline_searcher dateline_c)
foreach(target IN ITEMS dateline_shared dateline-man)
  if(TARGET ${target})
    add_dependencies(dateline-installed ${target})
  endif()
endforeach()
foreach(program IN LISTS dateline_programs)
  add_dependencies(dateline-installed ${program}-bash-completion ${program}-zsh-completion ${program}-fish-completion)
endforeach()
