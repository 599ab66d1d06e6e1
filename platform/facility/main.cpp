#include "platform/facility/cli/cli.h"

int main(int argc, char** argv) { return dayroom::hub::run_command_line(argc, argv); }
