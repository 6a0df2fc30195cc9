# How every target of this project is compiled; nothing here is global, so a parent project is not touched.
find_program(DATELINE_CCACHE ccache)

# dateline_compile_options(target [PRIVATE]): whoever links the target compiles as C++20 too, unless PRIVATE.
function(dateline_compile_options target)
  set(scope PUBLIC)
  if(ARGC GREATER 1)
    set(scope ${ARGV1})
  endif()
  target_compile_features(${target} ${scope} cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                         $<$<BOOL:${DATELINE_WERROR}>:-Werror>
                         # GCC 12 sees overlaps in std::string's operator+ that are not there (GCC bug 105651).
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  if(DATELINE_CCACHE)
    set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER ${DATELINE_CCACHE})
  endif()
  if(DATELINE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${DATELINE_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${DATELINE_SANITIZE})
    # What it writes before a function, clang 14 cannot write before one that became a coroutine's parts.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      target_compile_options(${target} PRIVATE -fno-sanitize=function)
    endif()
  endif()
endfunction()

# dateline_library(common SOURCES ... LINK_PUBLIC ... LINK_PRIVATE ...) makes dateline::common.
# Public headers are in <folder>/include; internal ones are included from the project's root ("common/x.hpp").
function(dateline_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK_PUBLIC;LINK_PRIVATE" ${ARGN})
  set(target dateline_${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(dateline::${name} ALIAS ${target})
  dateline_compile_options(${target})
  target_include_directories(${target}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC ${ARG_LINK_PUBLIC} PRIVATE ${ARG_LINK_PRIVATE})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
endfunction()

# dateline_program(dateline-index SOURCES ... LINK ...)
function(dateline_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  dateline_compile_options(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  # mimalloc replaces malloc in the whole process; it comes first, and never together with a sanitizer's allocator.
  if(DATELINE_MIMALLOC AND NOT DATELINE_SANITIZE)
    target_link_libraries(${name} PRIVATE mimalloc)
  endif()
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
endfunction()
