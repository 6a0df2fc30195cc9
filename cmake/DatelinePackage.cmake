# Debian packages: cpack -G DEB, in a build folder of the preset release. Three of them: the programs; the shared libraries;
# headers and what linking needs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dateline)
set(CPACK_PACKAGE_VENDOR "Dateline authors")
set(CPACK_PACKAGE_CONTACT "Dateline authors <dateline@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search for dated news")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL programs libraries development)
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# So that the programs' dependency on nothing but Debian's libraries is found out, and the libraries' on each other.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR} ${PROJECT_BINARY_DIR}/bindings/c)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY =)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME dateline)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION
    "Dateline indexes news documents (plain text, JSON Lines, SGML, archives of them) and answers ranked queries with words, phrases, fields and dates. A nightly run adds what is new while searches go on.

This package has the programs, and units for systemd.")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA
    ${PROJECT_SOURCE_DIR}/packaging/debian/postinst ${PROJECT_SOURCE_DIR}/packaging/debian/postrm)

set(CPACK_DEBIAN_LIBRARIES_PACKAGE_NAME libdateline)
set(CPACK_DEBIAN_LIBRARIES_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_LIBRARIES_DESCRIPTION
    "The search engine Dateline as libraries for C++ and C, and through C for Python and others.")
set(CPACK_DEBIAN_LIBRARIES_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/triggers)

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdateline-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libdateline (= ${PROJECT_VERSION}), libexpected-dev")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS
    "libarchive-dev, libbrotli-dev, libcsv-dev, libdeflate-dev, libfmt-dev, libgmime-3.0-dev, libicu-dev, libpoppler-cpp-dev, libroaring-dev, librocksdb-dev, libsimdjson-dev, libsqlite3-dev, libuchardet-dev, libxapian-dev, libxml2-dev, libxxhash-dev, libzstd-dev, nlohmann-json3-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "Headers, static libraries, CMake and pkg-config files of the search engine Dateline. The suggested packages are needed to link the static libraries.")

# The day of the last commit, or of packing, as Debian writes it.
execute_process(COMMAND git log -1 --format=%cD WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
                OUTPUT_VARIABLE dateline_package_date OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT dateline_package_date)
  execute_process(COMMAND date -R OUTPUT_VARIABLE dateline_package_date OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
configure_file(${PROJECT_SOURCE_DIR}/packaging/debian/changelog.in ${PROJECT_BINARY_DIR}/packaging/changelog @ONLY)
set(CPACK_DATELINE_BINDIR ${CMAKE_INSTALL_FULL_BINDIR})
set(CPACK_DATELINE_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_DATELINE_CHANGELOG ${PROJECT_BINARY_DIR}/packaging/changelog)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/finish_package.cmake)

include(CPack)
