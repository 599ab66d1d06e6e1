#include "platform/sync/file_mark.h"

#include <fstream>

namespace dayroom::sync {
namespace fs = std::filesystem;

bool FileMark::is_set() const {
    std::error_code ignored;
    return fs::exists(file_, ignored);
}

Status FileMark::set() const {
    if (is_set()) return {};
    std::ofstream file(file_);
    file << "set\n";
    file.close();
    if (!file.good()) return Error(ErrorCode::kIo, "make the mark " + file_.filename().string());
    return {};
}

Status FileMark::clear() const {
    std::error_code failed;
    fs::remove(file_, failed);
    if (failed) return Error(ErrorCode::kIo, "remove the mark " + file_.filename().string() + ": " + failed.message());
    return {};
}

}  // namespace dayroom::sync
