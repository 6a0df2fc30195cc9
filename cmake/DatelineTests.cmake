# Whether the tests are built. Whoever only builds and installs does not need Catch2: with AUTO its absence leaves the tests out.
# This is decided at each configuration, so that a folder that was configured before Catch2 was installed gets its tests afterwards.
find_package(Catch2 2 QUIET)

set(dateline_build_tests ${DATELINE_TESTS})
if(DATELINE_TESTS STREQUAL "AUTO")
  set(dateline_build_tests OFF)
  if(PROJECT_IS_TOP_LEVEL AND Catch2_FOUND)
    set(dateline_build_tests ON)
  elseif(PROJECT_IS_TOP_LEVEL)
    message(STATUS "Catch2 2 not found: the tests are not built (Debian's package is catch2)")
  endif()
elseif(DATELINE_TESTS AND NOT Catch2_FOUND)
  message(FATAL_ERROR "DATELINE_TESTS is ON, but Catch2 2 was not found; install catch2, or configure with -DDATELINE_TESTS=OFF")
endif()
