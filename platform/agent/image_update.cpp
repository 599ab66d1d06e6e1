#include "platform/agent/image_update.h"

#include <fstream>
#include <set>

#include "platform/crypto/hash.h"

namespace dayroom::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashPiece = 256 * 1024;
constexpr const char* kPartly = ".part";
constexpr const char* kBeside = ".new";  // somebody is writing it

std::string name_of(const wire::ImagePart& part) { return to_hex(as_bytes(part.sha256())); }

std::int64_t size_of(const fs::path& file) {
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

ImageUpdate::ImageUpdate(ImageUpdateParts parts) : parts_(std::move(parts)) {
    std::error_code ignored;
    fs::create_directories(parts_.folder, ignored);
    const std::string started = said(wire::kImageRestarted);
    if (!started.empty() && started != parts_.running) {
        parts_.log.warn("image_fell_back", started, "the machine came back with " + parts_.running);
        if (say(wire::kImageRefused, started + "\nstart\n").ok()) fs::remove(file(wire::kImageInstalled), ignored);
    }
    for (const char* name : {wire::kImageRestarted, wire::kImageRestart}) fs::remove(file(name), ignored);
}

std::string ImageUpdate::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

Milliseconds ImageUpdate::rest(const std::string& state, Milliseconds how_long) {
    bool moved = false;
    {
        const std::lock_guard lock(mutex_);
        moved = std::exchange(state_, state) != state;
    }
    if (moved && !state.empty()) parts_.log.note("image", state);
    return how_long;
}

Milliseconds ImageUpdate::step() {
    const auto image = parts_.wish();
    const bool newer = image && wire::compare_image_versions(image->version(), parts_.running) > 0;
    forget_others(newer ? &*image : nullptr);
    if (!newer) return rest("", kImageLookEvery);
    const auto went_on = go_on(*image);
    if (went_on.ok()) return *went_on;
    const Error& error = went_on.error();
    if (error.code == ErrorCode::kIo) return rest("failed_disk", kImageRetry);
    if (error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kNotFound || error.code == ErrorCode::kInvalid) {
        parts_.log.warn("image_part", to_string(error.code), error.detail);
        return rest("failed_part", kImageRetry);
    }
    return rest("fetching", kImageLookEvery);  // the line, or a hub that is busy
}

Result<Milliseconds> ImageUpdate::go_on(const wire::MachineImage& image) {
    if (said(wire::kImageRefused) == image.version()) {
        std::ifstream in(file(wire::kImageRefused));
        std::string line;
        std::getline(in, line);
        std::getline(in, line);
        return rest(line == "start" ? "failed_start" : "failed_install", kImageLookEvery);
    }
    if (said(wire::kImageInstalled) == image.version()) return restart(image.version());
    std::error_code missing;
    if (fs::exists(file(wire::kInstallImage), missing)) return rest("installing", kImagePieceRestInUse);
    for (const wire::ImagePart& part : image.parts())
        if (!fs::exists(file(name_of(part)), missing)) return fetch(part);
    TRY(say(wire::kInstallImage, image.SerializeAsString()));
    return rest("installing", kImagePieceRestInUse);
}

Result<Milliseconds> ImageUpdate::fetch(const wire::ImagePart& part) {
    const fs::path partly = file(name_of(part) + kPartly);
    const std::int64_t have = size_of(partly);
    if (have < part.size()) {
        rest("fetching", {});
        const std::string piece = TRY(parts_.hub.image_piece(part.sha256(), static_cast<std::uint64_t>(have)));
        if (piece.empty() || have + static_cast<std::int64_t>(piece.size()) > part.size())
            return Error(ErrorCode::kInvalid, "a part of another size");
        std::ofstream out(partly, std::ios::binary | std::ios::app);
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        out.close();
        if (!out) return Error(ErrorCode::kIo, "write a part of an image");
    }
    if (size_of(partly) >= part.size()) TRY(check_fetched(part, partly));
    return parts_.in_use() ? kImagePieceRestInUse : kImagePieceRest;
}

/// It gets its name, or is fetched again from the start.
Status ImageUpdate::check_fetched(const wire::ImagePart& part, const fs::path& partly) {
    std::ifstream in(partly, std::ios::binary);
    crypto::Sha256 hash;
    Bytes piece(kHashPiece);
    while (in) {
        in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        hash.update(ByteView(piece).first(static_cast<std::size_t>(in.gcount())));
    }
    std::error_code wrong;
    if (in.bad()) return Error(ErrorCode::kIo, "read a part of an image");
    if (size_of(partly) != part.size() || !crypto::same(hash.finish(), as_bytes(part.sha256()))) {
        fs::remove(partly, wrong);
        return Error(ErrorCode::kCorrupt, "a part is not what the policy promised");
    }
    fs::rename(partly, file(name_of(part)), wrong);
    if (wrong) return Error(ErrorCode::kIo, "name a part of an image");
    return {};
}

Milliseconds ImageUpdate::restart(const std::string& version) {
    const MonotonicTime now = parts_.clock.steady();
    if (!closed_since_) {
        if (!parts_.quiet()) return rest("ready", kImageLookEvery);
        closed_since_ = now;
        parts_.closed(true);
        return rest("ready", kRestartNotice);
    }
    std::error_code missing;
    if (now - *closed_since_ < kRestartPatience) {
        if (!fs::exists(file(wire::kImageRestart), missing) && !say(wire::kImageRestart, version).ok())
            return rest("failed_disk", kRestartNotice);
        return rest("ready", kRestartNotice);
    }
    // Nothing has heard it. The terminal is of more use without the update than closed.
    fs::remove(file(wire::kImageRestart), missing);
    closed_since_.reset();
    parts_.closed(false);
    return rest("failed_restart", kImageRetry);
}

/// What belongs to an image that is not wanted, or runs; and its parts, once nobody reads them any more.
void ImageUpdate::forget_others(const wire::MachineImage* image) {
    std::set<std::string> kept;
    if (image != nullptr) {
        const bool decided =
            said(wire::kImageInstalled) == image->version() || said(wire::kImageRefused) == image->version();
        if (decided) kept = {wire::kImageInstalled, wire::kImageRefused, wire::kImageRestart};
        for (const wire::ImagePart& part : image->parts()) {
            if (decided) break;
            kept.insert(name_of(part));
            kept.insert(name_of(part) + kPartly);
        }
        if (asked() == image->version()) kept.insert(wire::kInstallImage);
    } else if (closed_since_) {
        closed_since_.reset();
        parts_.closed(false);
    }
    std::error_code ignored;
    std::vector<fs::path> gone;
    for (const auto& each : fs::directory_iterator(parts_.folder, ignored))
        if (!kept.contains(each.path().filename().string()) && each.path().extension() != kBeside)
            gone.push_back(each.path());
    for (const fs::path& each : gone) fs::remove(each, ignored);
}

/// The version that the installer was asked for.
std::string ImageUpdate::asked() const {
    std::ifstream in(file(wire::kInstallImage), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const auto image = wire::parse_machine_image(as_bytes(bytes));
    return image.ok() ? image->version() : "";
}

std::string ImageUpdate::said(const char* name) const {
    std::ifstream in(file(name), std::ios::binary);
    std::string line(wire::kMaxImageVersionCharacters, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return line.substr(0, line.find('\n'));
}

Status ImageUpdate::say(const char* name, std::string_view content) const {
    const fs::path beside = file(std::string(name) + kBeside);
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << content;
    out.close();
    std::error_code wrong;
    if (out) fs::rename(beside, file(name), wrong);
    if (!out || wrong) return Error(ErrorCode::kIo, std::string("write ") + name);
    return {};
}

}  // namespace dayroom::agent
