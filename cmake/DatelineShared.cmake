# libdateline.so: common, indexer and searcher in one shared library. It is made of the same objects as the static
# libraries, which the programs and tests link in either case.
#
# What the public headers declare is what it shows: a version script is made of their classes and functions. So no
# declaration can be forgotten, and none needs a macro.

# Sets patterns to what a header declares: functions at the start of a line, and the members of classes and structs that are in lower case
# (Impl is not).
function(dateline_patterns_of header)
  file(STRINGS ${header} lines REGEX "^((class|struct) [A-Z]|[[A-Za-z].*[(])")
  set(found)
  set(not_a_name "[^A-Za-z0-9_]")  # a parenthesis, which ld's patterns do not know, or [abi:cxx11]
  foreach(line IN LISTS lines)
    if(line MATCHES "^(class|struct) ([A-Za-z]+) ?[:{]")
      list(APPEND found "dateline::${CMAKE_MATCH_2}::[^A-Z]*" "dateline::${CMAKE_MATCH_2}::${CMAKE_MATCH_2}${not_a_name}*")
    elseif(NOT line MATCHES "^(inline|constexpr|using|template|namespace)" AND line MATCHES "[ &*]([a-z_0-9]+)[(]")
      list(APPEND found "dateline::${CMAKE_MATCH_1}${not_a_name}*")
    endif()
  endforeach()
  set(patterns ${found} PARENT_SCOPE)
endfunction()

function(dateline_write_version_script file)
  execute_process(COMMAND find common/include indexer/include searcher/include -name *.hpp
                  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE headers OUTPUT_STRIP_TRAILING_WHITESPACE
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" headers "${headers}")
  list(TRANSFORM headers PREPEND ${PROJECT_SOURCE_DIR}/)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})
  set(all_patterns)
  foreach(header IN LISTS headers)
    dateline_patterns_of(${header})
    list(APPEND all_patterns ${patterns})
  endforeach()
  list(REMOVE_DUPLICATES all_patterns)
  list(JOIN all_patterns ";\n      " all_patterns)
  file(GENERATE OUTPUT ${file} CONTENT
       "DATELINE_${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} {
  global:
    extern \"C++\" {
      ${all_patterns};
    };
  local: *;
};
")
endfunction()

dateline_write_version_script(${PROJECT_BINARY_DIR}/dateline.map)

add_library(dateline_shared SHARED $<TARGET_OBJECTS:dateline_common> $<TARGET_OBJECTS:dateline_indexer>
            $<TARGET_OBJECTS:dateline_searcher>)
target_link_libraries(dateline_shared PRIVATE dateline_common dateline_indexer dateline_searcher)
target_link_options(dateline_shared PRIVATE LINKER:--version-script=${PROJECT_BINARY_DIR}/dateline.map)
# Before 1.0 each minor version may change the C++ interface.
set_target_properties(dateline_shared PROPERTIES
  LINKER_LANGUAGE CXX OUTPUT_NAME dateline VERSION ${PROJECT_VERSION}
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LINK_DEPENDS ${PROJECT_BINARY_DIR}/dateline.map)

# What a consumer names: dateline::searcher and so on, each of them the one library with its headers.
foreach(library common indexer searcher)
  set(target dateline_shared_${library})
  add_library(${target} INTERFACE)
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} INTERFACE dateline_shared)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${library})
endforeach()
