// Runs the tests of one program. Where the sources and the build are stands in the environment, so that test code and
// what it starts find them however the program is called.
#define CATCH_CONFIG_RUNNER
#include <cstdlib>

#include <catch2/catch.hpp>

int main(int argc, char** argv) {
    setenv("DAYROOM_SOURCE_DIR", DAYROOM_SOURCE_DIR, 0);
    setenv("DAYROOM_BINARY_DIR", DAYROOM_BINARY_DIR, 0);
    return Catch::Session().run(argc, argv);
}
