# Flags that every target of ours shares. Third-party sources are built without the warnings.
add_library(dayroom_flags INTERFACE)
target_include_directories(dayroom_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(dayroom_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wconversion;-Wshadow;-Werror;-fvisibility=hidden>
  # gcc 12 reports false positives of these from inlined std::string and Catch code; of the last one where files are compiled together
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-free-nonheap-object;-Wno-dangling-pointer;-Wno-array-bounds;-Wno-subobject-linkage>)
target_compile_definitions(dayroom_flags INTERFACE DAYROOM_VERSION="${PROJECT_VERSION}"
  $<$<BOOL:${DAYROOM_TEST_BUILD}>:DAYROOM_TEST_BUILD=1>)

add_compile_options(-fstack-protector-strong -ffunction-sections -fdata-sections)
add_link_options(-Wl,--gc-sections -fuse-ld=lld)
if(DAYROOM_SANITIZE)
  add_compile_options(-fsanitize=${DAYROOM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # clang 14 cannot emit the function check for coroutines ("cannot represent a difference across sections").
  if(DAYROOM_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize=function)
  endif()
  add_link_options(-fsanitize=${DAYROOM_SANITIZE})
else()
  add_compile_definitions($<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
endif()
if(DAYROOM_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# dayroom_plain(target): code that is not ours (generated, or a library's) is built without sanitizers: they were a third of those builds.
function(dayroom_plain target)
  if(DAYROOM_SANITIZE)
    target_compile_options(${target} PRIVATE -fno-sanitize=all)
  endif()
endfunction()

find_program(CCACHE ccache)
if(CCACHE)
  # One cache serves every build folder: paths are made relative, and the folder is not part of the key.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
