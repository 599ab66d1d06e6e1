#include "platform/facility/backup/backup.h"

#include <cerrno>
#include <cstring>
#include <functional>

#include <sys/stat.h>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/crypto/stream.h"
#include "platform/facility/admin/database_copy.h"
#include "platform/facility/backup/feed_check.h"
#include "platform/facility/backup/unfinished_folder.h"
#include "platform/facility/messages/blob_files.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

constexpr std::size_t kMaxSealedFileBytes = 512 * 1024;

Secret key_of(const BackupPlace& place, const std::string& name) {
    return crypto::derive_key(place.key, crypto::kLabelBackupFile, as_bytes(name));
}

Status make_folders(const std::filesystem::path& folder) {
    for (const char* name : {"keys", "tls", "blobs"}) {
        if (::mkdir((folder / name).c_str(), 0700) != 0)
            return Error(ErrorCode::kIo, "cannot make " + (folder / name).string() + ": " + std::strerror(errno));
    }
    return {};
}

/// The hub's small files into a backup.
Status seal_small_files(const HubFiles& hub, const std::filesystem::path& folder, const BackupPlace& place) {
    for (const HubFiles::SmallFile& file : HubFiles::small_files()) {
        auto content = read_file(hub.folder() / file.name, kMaxSealedFileBytes);
        if (!content.ok() && content.error().code == ErrorCode::kNotFound && !file.needed) continue;
        if (!content.ok()) return content.take_error();
        const Bytes sealed = crypto::encrypt_stream(key_of(place, file.name), as_bytes(content.value()));
        wipe(content.value());
        TRY(write_private_file(folder / file.name, sealed));
    }
    return {};
}

/// Each small file of a backup, opened, to `take`.
Status open_small_files(const BackupPlace& place, const std::function<Status(const char*, ByteView)>& take) {
    for (const HubFiles::SmallFile& file : HubFiles::small_files()) {
        auto sealed = read_file(place.folder / file.name, kMaxSealedFileBytes);
        if (!sealed.ok() && sealed.error().code == ErrorCode::kNotFound && !file.needed) continue;
        const Error damaged(ErrorCode::kCorrupt, std::string(file.name) + " of the backup is missing or changed");
        if (!sealed.ok()) return sealed.error().code == ErrorCode::kNotFound ? damaged : sealed.take_error();
        auto content = crypto::decrypt_stream(key_of(place, file.name), as_bytes(sealed.value()));
        if (!content.ok()) return damaged;
        const Status taken = take(file.name, content.value());
        wipe(content.value());
        TRY(taken);
    }
    return {};
}

/// Runs `each` for every photo that the database names, counts them, and deals with those that are lost.
class Photos {
public:
    Photos(HubBackupReport& report, LostPhotos lost) : report_(report), lost_(lost) {}

    Status go(database::Connection& copy, const std::function<Status(const BlobRef&)>& each) {
        TRY(each_blob(copy, [&](const BlobRef& blob) -> Status {
            Status done = each(blob);
            const bool lost =
                !done.ok() && (done.error().code == ErrorCode::kNotFound || done.error().code == ErrorCode::kCorrupt);
            if (!done.ok() && !lost) return done;
            if (lost) {
                report_.lost_photos.push_back(to_hex(blob.sha256));
            } else {
                ++report_.photos;
                report_.bytes += static_cast<std::uintmax_t>(blob.size);
            }
            return {};
        }));
        if (lost_ == LostPhotos::kLeaveOut || report_.lost_photos.empty()) return {};
        return Error(ErrorCode::kCorrupt, std::to_string(report_.lost_photos.size()) +
                                              " photos are missing or changed, the first is " +
                                              report_.lost_photos.front() +
                                              ": put their files back, or go on without them (--without-lost-photos)");
    }

private:
    HubBackupReport& report_;
    LostPhotos lost_;
};

double seconds_since(MonotonicTime begin, const Clock& clock) {
    return static_cast<double>((clock.steady() - begin).count()) / 1e9;
}

}  // namespace

Result<HubBackupReport> back_up_hub(const HubFiles& hub, const BackupPlace& to, LostPhotos lost, const Clock& clock,
                                    Random& random) {
    const MonotonicTime begin = clock.steady();
    auto folder = TRY(UnfinishedFolder::make(to.folder, false));
    TRY(make_folders(folder.path()));
    const HubFiles copy(folder.path());
    {
        const Secret hub_key = TRY(hub.database_key());
        TRY(copy_database(hub.database(), hub_key, copy.database(), to.key));
        // After the database: what its rows name was written before them.
        const auto rows = TRY(open_reader(copy.database(), to.key));
        const BlobFiles theirs(hub.blobs(), random);
        const BlobFiles ours(copy.blobs(), random);
        HubBackupReport copied;
        TRY(Photos(copied, lost).go(*rows, [&](const BlobRef& blob) { return theirs.copy(blob, ours); }));
    }
    TRY(seal_small_files(hub, folder.path(), to));
    auto report = verify_hub_backup({folder.path(), to.key}, lost, clock, random);
    if (!report.ok()) return report.take_error().while_doing("verify the backup");
    if (!report.value().tie_out.ties())
        return Error(ErrorCode::kCorrupt, "the books in the backup do not tie out: run tie-out on the hub first");
    TRY(folder.finish());
    report.value().seconds = seconds_since(begin, clock);
    return report;
}

Result<HubBackupReport> verify_hub_backup(const BackupPlace& from, LostPhotos lost, const Clock& clock,
                                          Random& random) {
    const MonotonicTime begin = clock.steady();
    const HubFiles copy(from.folder);
    HubBackupReport report;
    const DatabaseReport database = TRY(verify_database(copy.database(), from.key, clock));
    report.tie_out = database.tie_out;
    report.bytes = database.bytes;
    TRY(open_small_files(from, [](const char*, ByteView) { return Status(); }));
    const auto rows = TRY(open_reader(copy.database(), from.key));
    const BlobFiles photos(copy.blobs(), random);
    TRY(Photos(report, lost).go(*rows, [&](const BlobRef& blob) -> Status {
        TRY(photos.get(blob));
        return {};
    }));
    report.seconds = seconds_since(begin, clock);
    return report;
}

Result<HubBackupReport> restore_hub(const BackupPlace& from, const HubFiles& hub, LostPhotos lost, const Clock& clock,
                                    Random& random, const Actor& by) {
    const MonotonicTime begin = clock.steady();
    const HubFiles copy(from.folder);
    auto folder = TRY(UnfinishedFolder::make(hub.folder(), true));
    const HubFiles made(folder.path());
    TRY(made.make_folders());
    TRY(open_small_files(
        from, [&](const char* name, ByteView content) { return write_private_file(folder.path() / name, content); }));
    TRY(made.renew_server_certificate(clock, random));
    TRY(made.make_database_key(random));
    HubBackupReport report;
    {
        const Secret key = TRY(made.database_key());
        const DatabaseReport database =
            TRY(restore_database(copy.database(), from.key, made.database(), key, clock, random, by));
        report.tie_out = database.tie_out;
        report.bytes = database.bytes;
        const auto rows = TRY(open_reader(made.database(), key));
        const auto before = TRY(open_reader(copy.database(), from.key));
        report.feed_fault = TRY(find_feed_fault(*before, *rows));
        const BlobFiles theirs(copy.blobs(), random);
        const BlobFiles ours(made.blobs(), random);
        TRY(Photos(report, lost).go(*rows, [&](const BlobRef& blob) -> Status {
            TRY(theirs.copy(blob, ours));
            TRY(ours.get(blob));
            return {};
        }));
    }
    TRY(folder.finish());
    report.seconds = seconds_since(begin, clock);
    return report;
}

}  // namespace dayroom::facility
