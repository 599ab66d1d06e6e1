# One folder, one static library, named after its path: platform/base is platform_base. The linker then says what the
# include graph says. Sources are every *.cpp of the folder itself (not of its sub-folders).

add_library(dayroom_pch OBJECT ${CMAKE_SOURCE_DIR}/scripts/cmake/pch.cpp)
target_link_libraries(dayroom_pch PRIVATE dayroom_flags)
target_precompile_headers(dayroom_pch PRIVATE <algorithm> <array> <chrono> <cstdint> <cstring> <functional> <map>
  <memory> <mutex> <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

function(dayroom_module_name out)
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name ${path})
  set(${out} ${name} PARENT_SCOPE)
endfunction()

# dayroom_library(DEPS ... [PRIVATE_DEPS ...] [EXCLUDE main.cpp ...])
function(dayroom_library)
  cmake_parse_arguments(ARG "" "" "DEPS;PRIVATE_DEPS;EXCLUDE" ${ARGN})
  dayroom_module_name(name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  foreach(file ${ARG_EXCLUDE})
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  if(NOT sources)
    set(sources ${CMAKE_SOURCE_DIR}/scripts/cmake/pch.cpp)
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC dayroom_flags ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
  target_precompile_headers(${name} REUSE_FROM dayroom_pch)
endfunction()

# dayroom_program(dayroom-hub SOURCES main.cpp DEPS ...)
function(dayroom_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE dayroom_flags ${ARG_DEPS})
  target_precompile_headers(${name} REUSE_FROM dayroom_pch)
endfunction()

# dayroom_protocol(dayroom.proto): generates and compiles one .proto of this folder into <module>_proto. Generated
# headers are included from the root like everything else: "platform/wire/dayroom.pb.h".
function(dayroom_protocol file)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  dayroom_module_name(name)
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REGEX REPLACE "\\.proto$" "" stem ${file})
  set(out ${CMAKE_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${out}/${path}/${stem}.pb.cc ${out}/${path}/${stem}.pb.h
    COMMAND protobuf::protoc --cpp_out=${out} -I${CMAKE_SOURCE_DIR} ${path}/${file}
    DEPENDS ${file} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} COMMENT "protoc ${path}/${file}")
  add_library(${name}_proto STATIC ${out}/${path}/${stem}.pb.cc)
  target_include_directories(${name}_proto SYSTEM PUBLIC ${out})
  target_link_libraries(${name}_proto PUBLIC protobuf::libprotobuf ${ARG_DEPS})
  dayroom_plain(${name}_proto)
endfunction()

# dayroom_test_flags(target): tests are compiled once and run for a moment: what the optimizer does to them costs more than it gives.
function(dayroom_test_flags target)
  target_compile_options(${target} PRIVATE -O0 -U_FORTIFY_SOURCE)
endfunction()

# dayroom_test(DEPS ... [PREFIX unit] [LABELS ...] [EXTRA_SOURCES ...] [RUN_SERIAL]): one Catch2 program of this folder's *_test.cpp.
function(dayroom_test)
  cmake_parse_arguments(ARG "RUN_SERIAL" "" "DEPS;LABELS;EXTRA_SOURCES" ${ARGN})
  dayroom_module_name(name)
  file(GLOB sources CONFIGURE_DEPENDS *_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources} ${ARG_EXTRA_SOURCES})
  target_link_libraries(${name} PRIVATE dayroom_flags tests_support ${ARG_DEPS})
  dayroom_test_flags(${name})
  target_precompile_headers(${name} REUSE_FROM tests_pch)
  # A test that cannot run here says so, and counts as skipped.
  set(properties TIMEOUT 300 SKIP_REGULAR_EXPRESSION SKIPPED:)
  if(ARG_LABELS)
    list(APPEND properties LABELS "${ARG_LABELS}")
  endif()
  if(ARG_RUN_SERIAL)
    list(APPEND properties RUN_SERIAL TRUE)
  endif()
  # A name that ctest cannot hand over must fail, not run nothing.
  catch_discover_tests(${name} TEST_PREFIX "${name}: " EXTRA_ARGS --warn NoTests PROPERTIES ${properties} DISCOVERY_MODE PRE_TEST)
endfunction()
