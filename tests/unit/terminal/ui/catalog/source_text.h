// The project's own source, for tests that hold code and sentences against each other.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <sstream>
#include <string>

namespace dayroom::test {

inline std::string source_folder() { return std::getenv("DAYROOM_SOURCE_DIR"); }

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Each C++ file below a folder of the project ("terminal"), with its text.
inline void each_source(const std::string& folder,
                        const std::function<void(const std::filesystem::path&, const std::string&)>& see) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() + "/" + folder)) {
        const auto extension = entry.path().extension();
        if (extension == ".cpp" || extension == ".h") see(entry.path(), text_of(entry.path()));
    }
}

/// What the first group of the pattern is, each time that it matches.
inline void each_match(const std::string& text, const std::regex& pattern,
                       const std::function<void(const std::string&)>& see) {
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) see((*at)[1]);
}

}  // namespace dayroom::test
