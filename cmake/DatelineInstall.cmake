# What `cmake --install` puts where: programs, static libraries, public headers, the CMake package, pkg-config files,
# man pages and the licence.
include(CMakePackageConfigHelpers)

set(dateline_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dateline)

set(dateline_programs dateline-index dateline-search dateline-serve)
install(TARGETS ${dateline_programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

install(TARGETS dateline_common dateline_indexer dateline_searcher EXPORT dateline-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
foreach(library common indexer searcher)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${library}/include/dateline
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
endforeach()

# The C interface is always a shared library, and holds the others.
install(TARGETS dateline_c EXPORT dateline-targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/bindings/c/include/dateline.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# find_package(dateline CONFIG)
install(EXPORT dateline-targets NAMESPACE dateline:: DESTINATION ${dateline_package_dir})
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/dateline-config.cmake.in ${PROJECT_BINARY_DIR}/dateline-config.cmake
  INSTALL_DESTINATION ${dateline_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/dateline-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dateline-config.cmake
              ${PROJECT_BINARY_DIR}/dateline-config-version.cmake
        DESTINATION ${dateline_package_dir})

# pkg-config. The libraries are static, so what they need is in Requires and Libs, not in their .private forms:
# `pkg-config --libs` then links without --static, which would ask for static forms of everything below.
set(dateline_common_requires "xapian-core >= 1.4.22, rocksdb >= 7.8, icu-uc, libxxhash, fmt")
set(dateline_indexer_requires "dateline-common = ${PROJECT_VERSION}, libarchive, simdjson")
set(dateline_searcher_requires "dateline-common = ${PROJECT_VERSION}")
set(dateline_common_libs "-pthread")
set(dateline_indexer_libs "-lroaring")  # Debian's libroaring-dev has no .pc file
set(dateline_searcher_libs "-lroaring")
file(RELATIVE_PATH dateline_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(module common indexer searcher)
  set(dateline_module ${module})
  set(dateline_requires ${dateline_${module}_requires})
  set(dateline_libs ${dateline_${module}_libs})
  configure_file(${CMAKE_CURRENT_LIST_DIR}/dateline.pc.in
                 ${PROJECT_BINARY_DIR}/dateline-${module}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/dateline-${module}.pc
          DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

include(DatelineCompletions)

# Man pages are written in scdoc (man/*.scd); without scdoc everything else is still built and installed.
set(dateline_man_pages dateline-index.1 dateline-search.1 dateline-config.5 dateline-query.7)
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
