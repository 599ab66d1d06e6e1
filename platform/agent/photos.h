// Photos for the screen, on the work thread: from the encrypted files, or fetched from the hub first; decoded by the
// sandboxed child.
#pragma once

#include "platform/agent/local.pb.h"
#include "platform/photo/photo_child.h"
#include "platform/sync/blob_fetch.h"
#include "platform/sync/blob_files.h"

namespace dayroom::agent {

/// Fits a frame: width × height × 4.
inline constexpr std::uint64_t kMaxPhotoPixels = 1'900'000;

struct PhotoJob {
    std::string sha256;
    std::size_t bytes = 0;  // of the file, as the message says
    std::uint32_t max_width = 0;
    std::uint32_t max_height = 0;
    Secret blob_key;
};

class Photos {
public:
    Photos(sync::BlobFiles files, sync::BlobFetch fetch, photo::PhotoChild child)
        : files_(std::move(files)), fetch_(std::move(fetch)), child_(std::move(child)) {}

    /// Nothing: it is not here and must be fetched first.
    Result<std::optional<local::Pixels>> from_files(const PhotoJob& job);
    /// The words of a page, made safe to show; nothing: they must be fetched first.
    Result<std::optional<std::string>> text_from_files(const PhotoJob& job);
    bool is_here(const PhotoJob& job) const { return files_.has(job.blob_key, as_bytes(job.sha256)); }
    /// Brings it here.
    Status fetch(const PhotoJob& job);

private:
    sync::BlobFiles files_;
    sync::BlobFetch fetch_;
    photo::PhotoChild child_;
};

/// The box made to fit a frame; at least 1 × 1.
void fit_box(std::uint32_t& width, std::uint32_t& height);

}  // namespace dayroom::agent
