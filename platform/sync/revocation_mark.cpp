#include "platform/sync/revocation_mark.h"

#include <fstream>

namespace dayroom::sync {
namespace fs = std::filesystem;

bool RevocationMark::is_set() const {
    std::error_code ignored;
    return fs::exists(file_, ignored);
}

Status RevocationMark::set() const {
    if (is_set()) return {};
    std::ofstream file(file_);
    file << "the hub refuses this terminal\n";
    file.close();
    if (!file.good()) return Error(ErrorCode::kIo, "remember the revocation");
    return {};
}

Status RevocationMark::clear() const {
    std::error_code failed;
    fs::remove(file_, failed);
    if (failed) return Error(ErrorCode::kIo, "forget the revocation: " + failed.message());
    return {};
}

}  // namespace dayroom::sync
