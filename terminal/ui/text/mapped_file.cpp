#include "terminal/ui/text/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dayroom::ui {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return Error(ErrorCode::kNotFound, "cannot open font file " + path.string());
    struct stat info {};
    void* start = MAP_FAILED;
    if (::fstat(file, &info) == 0 && info.st_size > 0) {
        start = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    }
    ::close(file);
    if (start == MAP_FAILED) return Error(ErrorCode::kInvalid, "cannot map font file " + path.string());
    MappedFile mapped;
    mapped.bytes_ = {static_cast<const unsigned char*>(start), static_cast<std::size_t>(info.st_size)};
    return mapped;
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<unsigned char*>(bytes_.data()), bytes_.size());
}

}  // namespace dayroom::ui
