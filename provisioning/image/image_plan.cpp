#include "provisioning/image/image_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "platform/net/https_client.h"
#include "platform/wire/machine_image.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

namespace fs = std::filesystem;

constexpr std::array kPackages = {"dayroom-terminal", "dayroom-provision", "dayroom-photo"};

Error invalid(std::string what) { return {ErrorCode::kInvalid, std::move(what)}; }

/// "0.1.0" of dayroom-terminal_0.1.0_amd64.deb, the only one of its name in the folder.
Result<std::string> version_in(const fs::path& folder, const std::string& name) {
    std::error_code failed;
    std::vector<std::string> versions;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string file = at->path().filename().string();
        const std::size_t last = file.rfind('_');
        const bool is_it = file.starts_with(name + "_") && file.ends_with(".deb") && last > name.size();
        if (is_it) versions.push_back(file.substr(name.size() + 1, last - name.size() - 1));
    }
    if (failed) return Error(ErrorCode::kNotFound, "--packages " + folder.string() + ": " + failed.message());
    if (versions.empty()) {
        return Error(ErrorCode::kNotFound, "no " + name + "_*.deb in " + folder.string() +
                                               ": give --packages the folder that scripts/package wrote");
    }
    if (versions.size() > 1) return invalid("more than one " + name + "_*.deb in " + folder.string() + ": leave one");
    return versions.front();
}

Result<std::string> one_version(const fs::path& folder) {
    const std::string version = TRY(version_in(folder, kPackages.front()));
    for (const char* name : kPackages) {
        const std::string other = TRY(version_in(folder, name));
        if (other != version) {
            return invalid(std::string(name) + " is " + other + ", but " + kPackages.front() + " is " + version +
                           ": they must be of one build");
        }
    }
    return version;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Midnight, UTC, of a day after 1980: no file of the boot partition can be older.
Result<Timestamp> epoch_of(const std::string& date, Timestamp now) {
    using std::chrono::days;
    if (date.empty()) {
        return Timestamp::from_ms(Milliseconds(std::chrono::floor<days>(Milliseconds(now.ms()))).count());
    }
    const std::string_view text = date;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const auto year = shaped ? number(text.substr(0, 4)) : std::nullopt;
    const auto month = shaped ? number(text.substr(5, 2)) : std::nullopt;
    const auto day = shaped ? number(text.substr(8, 2)) : std::nullopt;
    if (!year || !month || !day || *month < 1 || *day < 1 || *year <= 1980) {
        return invalid("--date " + date + ": give a day, as 2026-01-31");
    }
    const std::chrono::year_month_day found(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                            std::chrono::day(static_cast<unsigned>(*day)));
    if (!found.ok()) return invalid("--date " + date + ": there is no such day");
    const auto since = std::chrono::sys_days(found).time_since_epoch();
    return Timestamp::from_ms(std::chrono::duration_cast<Milliseconds>(since).count());
}

Status is_pem(const char* option, const std::string& file, const char* kind) {
    auto text = read_small_file(file);
    if (!text.ok()) return Error(text.error()).while_doing(option);
    if (text->find(std::string("-----BEGIN ")) == std::string::npos || text->find(kind) == std::string::npos) {
        return invalid(std::string(option) + " " + file + ": it holds no " + kind + " in PEM");
    }
    if (text->find("ENCRYPTED") != std::string::npos) {
        return invalid(std::string(option) + " " + file +
                       ": it is under a passphrase, which nobody is asked for: openssl pkey -in FILE -out OTHER");
    }
    return {};
}

Status is_free(const fs::path& out) {
    std::error_code failed;
    if (!fs::exists(out, failed) || (fs::is_directory(out, failed) && fs::is_empty(out, failed))) return {};
    return Error(ErrorCode::kConflict, "--out " + out.string() + " already holds something: give a new folder");
}

}  // namespace

Result<ImagePlan> plan_image(const ImageWish& wish, Timestamp now) {
    const std::string packaged = TRY(one_version(wish.packages));
    const std::string version = wish.version.empty() ? packaged : wish.version;
    if (!wire::is_image_version(version)) {
        return invalid("the version " + version + " is none: digits first, then letters, digits, . and ~");
    }
    auto network = network_files(wish.hub);
    if (!network.ok()) return Error(network.error()).while_doing("--hub");
    TRY(is_pem("--secure-boot-key", wish.key, "PRIVATE KEY"));
    TRY(is_pem("--secure-boot-certificate", wish.certificate, "CERTIFICATE"));
    if (!wish.mirror.empty() && !wish.mirror.starts_with("http://") && !wish.mirror.starts_with("https://")) {
        return invalid("--mirror " + wish.mirror +
                       ": give the address of a Debian mirror, as http://mirror.jail.example/debian");
    }
    if (wish.mirror.find_first_of(" \t\n[]") != std::string::npos) return invalid("--mirror must be one word");
    std::error_code failed;
    if (!fs::is_regular_file(fs::path(wish.recipe) / "build", failed)) {
        return Error(ErrorCode::kNotFound, "no recipe in " + wish.recipe + ": install the package dayroom-provision");
    }
    TRY(is_free(wish.out));
    const Timestamp epoch = TRY(epoch_of(wish.date, now));
    const net::Address hub = TRY(net::parse_address(wish.hub));
    return ImagePlan{version, epoch, *std::move(network), "server " + hub.host + " iburst\n"};
}

Status write_image_etc(const ImagePlan& plan, const fs::path& etc) {
    TRY(write_network_files(plan.network, etc));
    const fs::path sources = etc / "chrony" / "sources.d";
    std::error_code failed;
    fs::create_directories(sources, failed);
    if (failed) return Error(ErrorCode::kIo, "make " + sources.string() + ": " + failed.message());
    return write_whole_file(sources / "hub.sources", plan.time_source, FileAudience::kEverybody, true);
}

std::vector<std::string> recipe_words(const ImageWish& wish, const ImagePlan& plan, const fs::path& etc) {
    const auto whole = [](const std::string& path) { return fs::absolute(path).string(); };
    return {"/bin/bash",
            whole(wish.recipe) + "/build",
            whole(wish.packages),
            fs::absolute(etc).string(),
            whole(wish.key),
            whole(wish.certificate),
            plan.version,
            std::to_string(std::chrono::floor<Seconds>(Milliseconds(plan.epoch.ms())).count()),
            wish.mirror.empty() ? "-" : wish.mirror,
            whole(wish.out)};
}

}  // namespace dayroom::provisioning
