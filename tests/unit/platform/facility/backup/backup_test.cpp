#include "platform/facility/backup/backup.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "platform/base/fake_clock.h"
#include "platform/facility/hub/set_up.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::facility;
namespace fs = std::filesystem;

namespace {

template <typename T>
T need(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().detail);
    return result.take();
}
void need(const Status& status) {
    if (!status.ok()) throw std::runtime_error(status.error().detail);
}

std::string read_whole(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const fs::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

/// A hub that is open, as `serve` has it, with three photos.
struct LiveHub {
    test::TempDir dir;
    FakeClock clock;
    SystemRandom random;
    HubFiles files{dir / "hub"};
    std::unique_ptr<Services> services;
    Secret key = Secret::random(kKeyBytes, random);
    BackupPlace place{dir / "copy", key};
    std::vector<BlobRef> photos;

    LiveHub() {
        SetUp wish;
        wish.name = "Test County";
        wish.units = {"B-East"};
        services = need(set_up_hub(files, wish, clock, random));
        need(write_key_request(*services));
        for (const char* content : {"a garden", "a dog", "canary of a birthday"}) add_photo(content);
    }
    void add_photo(const std::string& content) {
        photos.push_back(need(services->blobs.put(as_bytes(content))));
        need(services->writer->run(Actor::system(),
                                   [this](Work& work) { return services->messages.add_blob(work, photos.back()); }));
    }
    Result<HubBackupReport> back_up(LostPhotos lost = LostPhotos::kRefuse) {
        return back_up_hub(files, place, lost, clock, random);
    }
    Result<HubBackupReport> verify(LostPhotos lost = LostPhotos::kRefuse) {
        return verify_hub_backup(place, lost, clock, random);
    }
    Result<HubBackupReport> restore(LostPhotos lost = LostPhotos::kRefuse) {
        return restore_hub(place, restored(), lost, clock, random);
    }
    HubFiles restored() const { return HubFiles(dir / "new hub"); }
    std::string name(std::size_t photo) const { return to_hex(photos.at(photo).sha256); }
    /// The file of a photo in a folder of blobs.
    static fs::path file_of(const fs::path& blobs, const std::string& sha256) {
        for (const auto& entry : fs::directory_iterator(blobs)) {
            if (entry.path().filename().string().starts_with(sha256)) return entry.path();
        }
        throw std::runtime_error("no file of " + sha256);
    }
    fs::path copied(std::size_t photo) const { return file_of(place.folder / "blobs", name(photo)); }
    /// Neither the directory nor what it would have become.
    bool nothing_restored() const {
        return !fs::exists(restored().folder()) && !fs::exists(restored().folder().string() + ".unfinished");
    }
};

void damage(const fs::path& path) {
    std::string content = read_whole(path);
    content.at(content.size() - 1) ^= 1;
    write_whole(path, content);
}

}  // namespace

TEST_CASE("a backup of the live hub becomes the same hub in a new directory, photos and keys and all") {
    LiveHub hub;
    const auto made = need(hub.back_up());
    CHECK(made.tie_out.ties());
    CHECK(made.photos == 3);
    CHECK(made.lost_photos.empty());
    CHECK(made.bytes > fs::file_size(hub.place.folder / "hub.db"));
    CHECK_FALSE(fs::exists(hub.place.folder.string() + ".unfinished"));
    hub.add_photo("too late for the backup");
    CHECK(need(hub.verify()).photos == 3);

    const HubFiles copy = hub.restored();
    fs::create_directory(copy.folder());  // a service manager makes it, empty
    const auto restored = need(hub.restore());
    CHECK(restored.photos == 3);
    CHECK(restored.tie_out.ties());
    CHECK(need(copy.signing_key()).public_key() == need(hub.files.signing_key()).public_key());
    CHECK(need(copy.box_key()).public_key() == need(hub.files.box_key()).public_key());
    CHECK(need(copy.authority()).certificate_pem == need(hub.files.authority()).certificate_pem);
    CHECK(read_whole(copy.request()) == read_whole(hub.files.request()));
    CHECK(need(copy.server_certificate(hub.clock, hub.random)).certificate_pem !=
          need(hub.files.server_certificate(hub.clock, hub.random)).certificate_pem);

    const Secret key = need(copy.database_key());
    CHECK_FALSE(key.equals(need(hub.files.database_key())));
    const auto database = need(open_reader(copy.database(), key));
    const auto old_database = need(open_reader(hub.files.database(), need(hub.files.database_key())));
    CHECK(need(read_identity(*database)).facility == need(read_identity(*old_database)).facility);
    CHECK(need(read_identity(*database)).epoch != need(read_identity(*old_database)).epoch);
    const BlobFiles photos(copy.blobs(), hub.random);
    std::vector<std::string> contents;
    need(each_blob(*database, [&](const BlobRef& blob) -> Status {
        contents.emplace_back(as_text(TRY(photos.get(blob))));
        return {};
    }));
    std::sort(contents.begin(), contents.end());
    CHECK(contents == std::vector<std::string>{"a dog", "a garden", "canary of a birthday"});
    CHECK(std::distance(fs::directory_iterator(copy.blobs()), fs::directory_iterator()) == 3);

    ServicesOptions options;
    options.needs_root = false;
    CHECK(Services::open(copy, hub.clock, hub.random, std::move(options)).ok());
}

TEST_CASE("a backup shows nothing, and is nobody else's to read") {
    LiveHub hub;
    need(hub.back_up());
    const Secret seed = Secret::copy_of(as_bytes(read_whole(hub.files.folder() / "keys/signing.seed")));
    for (const auto& entry : fs::recursive_directory_iterator(hub.place.folder)) {
        INFO(entry.path());
        struct stat facts {};
        REQUIRE(::stat(entry.path().c_str(), &facts) == 0);
        CHECK((facts.st_mode & 077) == 0);
        if (!entry.is_regular_file()) continue;
        const std::string content = read_whole(entry.path());
        CHECK(content.find("canary") == std::string::npos);
        CHECK(content.find("PRIVATE KEY") == std::string::npos);
        CHECK(content.find(as_text(seed.bytes())) == std::string::npos);
        CHECK(content.find("SQLite format") == std::string::npos);
    }
    const Secret other = Secret::random(kKeyBytes, hub.random);
    CHECK_FALSE(verify_hub_backup({hub.place.folder, other}, LostPhotos::kLeaveOut, hub.clock, hub.random).ok());
    CHECK_FALSE(
        restore_hub({hub.place.folder, other}, hub.restored(), LostPhotos::kLeaveOut, hub.clock, hub.random).ok());
    CHECK(hub.nothing_restored());
}

TEST_CASE("a photo that is missing or changed in a backup is named, and nothing is restored, or all but that one") {
    LiveHub hub;
    need(hub.back_up());
    std::string lost = hub.name(1);
    SECTION("missing") { fs::remove(hub.copied(1)); }
    SECTION("changed") { damage(hub.copied(1)); }
    SECTION("empty") { write_whole(hub.copied(1), ""); }
    SECTION("cut off") { fs::resize_file(hub.copied(1), 40); }
    SECTION("without an end") { write_whole(hub.copied(1), std::string(wire::kMaxBlobBytes + 1024 * 1024, 'x')); }
    SECTION("another photo under its name") {
        fs::copy_file(hub.copied(0), hub.copied(1), fs::copy_options::overwrite_existing);
    }
    const auto verified = hub.verify();
    REQUIRE_FALSE(verified.ok());
    CHECK(verified.error().code == ErrorCode::kCorrupt);
    CHECK(verified.error().detail.find(lost) != std::string::npos);
    const auto refused = hub.restore();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kCorrupt);
    CHECK(refused.error().detail.find(lost) != std::string::npos);
    CHECK(hub.nothing_restored());

    const auto without = need(hub.restore(LostPhotos::kLeaveOut));
    CHECK(without.lost_photos == std::vector<std::string>{lost});
    CHECK(without.photos == 2);
    const BlobFiles photos(hub.restored().blobs(), hub.random);
    CHECK(photos.get(hub.photos[0]).ok());
    CHECK(photos.get(hub.photos[2]).ok());
    CHECK(photos.get(hub.photos[1]).error().code == ErrorCode::kNotFound);
}

TEST_CASE("keys or a database that are missing, changed or swapped in a backup are named, and nothing is restored") {
    LiveHub hub;
    need(hub.back_up());
    const fs::path& folder = hub.place.folder;
    std::string named;
    SECTION("a key is missing") { fs::remove(folder / (named = "keys/box.seed")); }
    SECTION("a key is changed") { damage(folder / (named = "tls/ca.key")); }
    SECTION("two keys are swapped") {
        named = "keys/signing.seed";
        fs::rename(folder / named, folder / "x");
        fs::rename(folder / "keys/box.seed", folder / named);
        fs::rename(folder / "x", folder / "keys/box.seed");
    }
    SECTION("what the root certified is changed") { damage(folder / (named = "hub-key.request")); }
    SECTION("the database is changed") {
        std::string content = read_whole(folder / "hub.db");
        content.at(5 * 4096 + 100) ^= 1;
        write_whole(folder / "hub.db", content);
    }
    SECTION("the database is missing") { fs::remove(folder / (named = "hub.db")); }
    const auto verified = hub.verify(LostPhotos::kLeaveOut);
    REQUIRE_FALSE(verified.ok());
    CHECK(verified.error().detail.find(named) != std::string::npos);
    CHECK_FALSE(hub.restore(LostPhotos::kLeaveOut).ok());
    CHECK(hub.nothing_restored());
}

TEST_CASE("a photo that the hub itself has lost stops a backup, unless it is told to go on without") {
    LiveHub hub;
    const auto file = LiveHub::file_of(hub.files.blobs(), hub.name(2));
    SECTION("missing") { fs::remove(file); }
    SECTION("changed") { damage(file); }
    const auto refused = hub.back_up();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().detail.find(hub.name(2)) != std::string::npos);
    CHECK_FALSE(fs::exists(hub.place.folder));
    CHECK_FALSE(fs::exists(hub.place.folder.string() + ".unfinished"));
    const auto made = need(hub.back_up(LostPhotos::kLeaveOut));
    CHECK(made.photos == 2);
    CHECK(made.lost_photos == std::vector<std::string>{hub.name(2)});
    CHECK_FALSE(hub.restore().ok());
    CHECK(need(hub.restore(LostPhotos::kLeaveOut)).photos == 2);
}

TEST_CASE("nothing is ever written over a hub, a backup, or what a killed run left") {
    LiveHub hub;
    need(hub.back_up());
    CHECK(hub.back_up().error().code == ErrorCode::kConflict);
    CHECK(restore_hub(hub.place, hub.files, LostPhotos::kRefuse, hub.clock, hub.random).error().code ==
          ErrorCode::kConflict);
    CHECK(Services::open(hub.files, hub.clock, hub.random,
                         {.photo_program = {}, .pages_program = {}, .needs_root = false, .alarm = {}})
              .ok());
    fs::create_directory(hub.restored().folder().string() + ".unfinished");
    CHECK(hub.restore().error().code == ErrorCode::kConflict);
    CHECK(fs::exists(hub.restored().folder().string() + ".unfinished"));
}
