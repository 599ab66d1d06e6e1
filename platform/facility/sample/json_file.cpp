#include "platform/facility/sample/json_file.h"

#include <fstream>
#include <sstream>

#include "platform/facility/sample/assets.h"

namespace dayroom::facility::sample {

Status read_json(const std::filesystem::path& file, const std::function<void(const nlohmann::json&)>& read) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (failed) return Error(ErrorCode::kNotFound, "sample asset is missing: " + file.string());
    if (size > kMaxAssetBytes) return Error(ErrorCode::kTooLarge, "sample asset is too large: " + file.string());
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error(ErrorCode::kIo, "cannot read " + file.string());
    try {
        read(nlohmann::json::parse(text.str()));
    } catch (const nlohmann::json::exception& error) {
        return Error(ErrorCode::kInvalid, file.string() + ": " + error.what());
    }
    return {};
}

}  // namespace dayroom::facility::sample
