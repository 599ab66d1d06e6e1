# Every library that Dayroom uses, as one imported target each. scripts/setup installs them.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(WAYLAND REQUIRED IMPORTED_TARGET wayland-client)
# Its -D_REENTRANT is the default of every pthread build here, and would make the shared precompiled header unusable.
set_target_properties(PkgConfig::SDL2 PROPERTIES INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(TEXT REQUIRED IMPORTED_TARGET harfbuzz fribidi freetype2)
pkg_check_modules(QR REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(ZBAR REQUIRED IMPORTED_TARGET zbar)  # tests read with it what QR writes
pkg_check_modules(ESPEAK REQUIRED IMPORTED_TARGET espeak-ng)
pkg_check_modules(PAPER REQUIRED IMPORTED_TARGET cairo-pdf cairo-ft harfbuzz freetype2)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(PICTURE REQUIRED IMPORTED_TARGET libjpeg libpng libwebp)
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)
find_package(ZLIB REQUIRED)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(TPM REQUIRED IMPORTED_TARGET tss2-esys tss2-tctildr tss2-mu tss2-rc)
pkg_check_modules(SHARES REQUIRED IMPORTED_TARGET libgfshare)

add_library(imgui INTERFACE)
target_include_directories(imgui SYSTEM INTERFACE /usr/include/imgui)
target_link_libraries(imgui INTERFACE -limgui -l:libstb.a)

# SQLCipher: the system's when it is new enough (Debian 12's is 3.4.1, of 2016: never), else the pinned amalgamation.
set(DAYROOM_DEPS ${CMAKE_SOURCE_DIR}/build/deps/node_modules)
pkg_check_modules(SYSTEM_SQLCIPHER IMPORTED_TARGET sqlcipher>=4.5)
add_library(sqlcipher STATIC)
if(SYSTEM_SQLCIPHER_FOUND)
  target_sources(sqlcipher PRIVATE ${CMAKE_SOURCE_DIR}/scripts/cmake/empty.c)
  target_link_libraries(sqlcipher PUBLIC PkgConfig::SYSTEM_SQLCIPHER)
else()
  set(amalgamation ${DAYROOM_DEPS}/@journeyapps/sqlcipher/deps/sqlcipher-amalgamation)
  if(NOT EXISTS ${amalgamation}/sqlite3.c)
    message(FATAL_ERROR "SQLCipher's sources are missing: run scripts/setup")
  endif()
  target_sources(sqlcipher PRIVATE ${amalgamation}/sqlite3.c)
  target_include_directories(sqlcipher SYSTEM PUBLIC ${amalgamation})
  target_compile_options(sqlcipher PRIVATE -w)
  # With them TSan would report the benign races that SQLite documents in its WAL index, too.
  dayroom_plain(sqlcipher)
  target_compile_definitions(sqlcipher PUBLIC SQLITE_HAS_CODEC PRIVATE
    HAVE_STDINT_H SQLITE_EXTRA_INIT=sqlcipher_extra_init SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown
    SQLITE_TEMP_STORE=2 SQLITE_THREADSAFE=1 SQLITE_ENABLE_FTS5 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0
    HAVE_FDATASYNC=1)  # else every commit is an fsync, which writes the file's times too
  target_link_libraries(sqlcipher PUBLIC OpenSSL::Crypto Threads::Threads dl m)
endif()
