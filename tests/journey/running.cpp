#include "tests/journey/running.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace dayroom::journey {
namespace {

std::filesystem::path facts_of(pid_t program) { return std::filesystem::path("/proc") / std::to_string(program); }

/// The words behind `name` in a file of lines "name words".
std::string words_behind(const std::filesystem::path& path, const std::string& name) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(name)) continue;
        std::istringstream words(line.substr(name.size()));
        std::string first;
        words >> first;
        return first;
    }
    return {};
}

}  // namespace

bool is_locked_in(pid_t program) {
    int threads = 0;
    for (const auto& thread : std::filesystem::directory_iterator(facts_of(program) / "task")) {
        const auto status = thread.path() / "status";
        if (words_behind(status, "Seccomp:") != "2" || words_behind(status, "NoNewPrivs:") != "1") return false;
        ++threads;
    }
    return threads > 0 && words_behind(facts_of(program) / "limits", "Max core file size") == "0";
}

std::vector<std::string> open_files(pid_t program) {
    std::vector<std::string> paths;
    std::error_code refused;
    for (const auto& descriptor : std::filesystem::directory_iterator(facts_of(program) / "fd", refused)) {
        const auto target = std::filesystem::read_symlink(descriptor.path(), refused);
        if (!refused) paths.push_back(target);
    }
    return paths;
}

}  // namespace dayroom::journey
