#include "platform/device/measure.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <vector>

namespace dayroom::device {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxMeasuredFile = 16 * 1024;
constexpr int kMaxParts = 64;  // of one kind that are looked at

std::string text_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(kMaxMeasuredFile, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

std::optional<std::int64_t> figure_in(std::string_view text, int base = 10) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (failed != std::errc{} || end == text.data()) return std::nullopt;
    return number;
}

std::vector<fs::path> parts_in(const fs::path& folder) {
    std::vector<fs::path> parts;
    std::error_code failed;
    fs::directory_iterator at(folder, failed);
    for (; !failed && at != fs::directory_iterator() && parts.size() < kMaxParts; at.increment(failed))
        parts.push_back(at->path());
    std::sort(parts.begin(), parts.end());
    return parts;
}

std::int64_t lines_with(const std::string& text, std::string_view word) {
    std::int64_t count = 0;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (std::string_view(text).substr(from, end - from).find(word) != std::string_view::npos) ++count;
        from = end + 1;
    }
    return count;
}

}  // namespace

std::optional<NetworkLink> network_link(const MachineRoot& root) {
    std::optional<NetworkLink> found;
    for (const auto& part : parts_in(root / "sys/class/net")) {
        NetworkLink link{part.filename().string(), text_of_file(part / "operstate") == "up", std::nullopt};
        if (link.name == "lo") continue;
        if (const auto speed = figure_in(text_of_file(part / "speed")); speed && *speed > 0) link.megabits = speed;
        if (link.up) return link;
        if (!found) found = link;
    }
    return found;
}

std::optional<std::int64_t> hottest_celsius(const MachineRoot& root) {
    std::optional<std::int64_t> hottest;
    for (const auto& zone : parts_in(root / "sys/class/thermal")) {
        const auto thousandths = figure_in(text_of_file(zone / "temp"));
        if (thousandths && (!hottest || *thousandths / 1000 > *hottest)) hottest = *thousandths / 1000;
    }
    return hottest;
}

std::optional<Battery> battery(const MachineRoot& root) {
    for (const auto& supply : parts_in(root / "sys/class/power_supply")) {
        if (text_of_file(supply / "type") != "Battery") continue;
        const auto percent = figure_in(text_of_file(supply / "capacity"));
        if (!percent) continue;
        const std::string state = text_of_file(supply / "status");
        return Battery{*percent, state == "Charging" || state == "Full"};
    }
    return std::nullopt;
}

std::optional<std::int64_t> backlight_percent(const MachineRoot& root) {
    for (const auto& light : parts_in(root / "sys/class/backlight")) {
        const auto now = figure_in(text_of_file(light / "brightness"));
        const auto most = figure_in(text_of_file(light / "max_brightness"));
        if (now && most && *most > 0) return *now * 100 / *most;
    }
    return std::nullopt;
}

std::optional<std::int64_t> free_memory_mib(const MachineRoot& root) {
    const std::string text = text_of_file(root / "proc/meminfo");
    constexpr std::string_view kName = "MemAvailable:";
    const std::size_t at = text.find(kName);
    if (at == std::string::npos) return std::nullopt;
    std::string_view rest = std::string_view(text).substr(at + kName.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto kib = figure_in(rest);
    return kib ? std::optional(*kib / 1024) : std::nullopt;
}

std::optional<std::int64_t> storage_wear_percent(const MachineRoot& root) {
    std::optional<std::int64_t> worst;
    for (const auto& disk : parts_in(root / "sys/block")) {
        // "0x01 0x03": tenths used of both kinds of cells; 0x0b: beyond its life.
        const std::string text = text_of_file(disk / "device/life_time");
        for (std::size_t at = text.find("0x"); at != std::string::npos; at = text.find("0x", at + 2)) {
            const auto tenths = figure_in(std::string_view(text).substr(at + 2), 16);
            if (tenths && *tenths > 0 && (!worst || *tenths * 10 > *worst)) worst = *tenths * 10;
        }
    }
    return worst;
}

std::optional<std::string> boot_slot(const MachineRoot& root) {
    const std::string text = text_of_file(root / "proc/cmdline");
    for (const char* slot : {"a", "b"})
        if (text.find(std::string("systemd.verity_root_data=PARTLABEL=root-") + slot) != std::string::npos) return slot;
    return std::nullopt;
}

std::optional<std::string> image_version(const MachineRoot& root) {
    constexpr std::string_view kName = "\nIMAGE_VERSION=";
    const std::string text = "\n" + text_of_file(root / "usr/lib/os-release");
    const std::size_t at = text.find(kName);
    if (at == std::string::npos) return std::nullopt;
    const std::size_t from = at + kName.size();
    return text.substr(from, std::min(text.find('\n', from), text.size()) - from);
}

std::int64_t cameras(const MachineRoot& root) {
    return static_cast<std::int64_t>(parts_in(root / "sys/class/video4linux").size());
}

std::int64_t printers(const MachineRoot& root) {
    const auto parts = parts_in(root / "sys/class/usbmisc");
    return std::count_if(parts.begin(), parts.end(),
                         [](const fs::path& part) { return part.filename().string().starts_with("lp"); });
}

std::int64_t sound_outputs(const MachineRoot& root) {
    return lines_with(text_of_file(root / "proc/asound/pcm"), "playback");
}

std::int64_t sound_inputs(const MachineRoot& root) {
    return lines_with(text_of_file(root / "proc/asound/pcm"), "capture");
}

bool has_tpm(const MachineRoot& root) { return !parts_in(root / "sys/class/tpm").empty(); }

}  // namespace dayroom::device
