// A machine that was made from an image, as far as the installer sees it: partitions and kernels as files.
#pragma once

#include <fstream>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/wire/machine_image.h"
#include "provisioning/image/image_install.h"
#include "provisioning/image/image_parts.h"
#include "tests/support/temp_dir.h"

namespace dayroom::test {

inline void put_number(std::string& bytes, std::size_t at, std::size_t size, std::uint64_t number) {
    for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
}

/// As much of an EFI program as says what it is, and a body that makes it `size` bytes.
inline std::string kernel_file(const std::string& version, const std::string& slot, std::size_t size = 3'000) {
    const std::string release = "ID=debian\nIMAGE_ID=dayroom\nIMAGE_VERSION=" + version + "\n";
    const std::string words = "root=/dev/mapper/root systemd.verity_root_data=PARTLABEL=root-" + slot + " quiet";
    std::string bytes(std::max<std::size_t>(size, 2'000), '\x90');
    constexpr std::size_t kHead = 0x80;
    put_number(bytes, 0x3C, 4, kHead);
    put_number(bytes, kHead, 4, 0x4550);
    put_number(bytes, kHead + 6, 2, 2);    // sections
    put_number(bytes, kHead + 20, 2, 16);  // of the optional header
    std::size_t at = kHead + 24 + 16;
    std::size_t from = 0x300;
    for (const auto& [name, content] : {std::pair<std::string, std::string>{".osrel", release}, {".cmdline", words}}) {
        bytes.replace(at, 8, name + std::string(8 - name.size(), '\0'));
        put_number(bytes, at + 8, 4, content.size());
        put_number(bytes, at + 16, 4, content.size());
        put_number(bytes, at + 20, 4, from);
        bytes.replace(from, content.size(), content);
        at += 40;
        from += 0x100;
    }
    return bytes;
}

class ImageDisk {
public:
    /// Runs `version` from `slot`.
    explicit ImageDisk(const std::string& version = "1.0", const std::string& slot = "a") : running_(slot) {
        write("machine/proc/cmdline", "quiet systemd.verity_root_data=PARTLABEL=root-" + slot + " ro\n");
        write("machine/usr/lib/os-release", "ID=debian\nIMAGE_VERSION=" + version + "\n");
        for (const char* each : {"a", "b"}) {
            write(std::string("disk/root-") + each, std::string(3'000'000, each[0]));
            write(std::string("disk/verity-") + each, std::string(5'000, each[0]));
        }
        write("efi/dayroom-" + slot + "_" + version + ".efi", kernel_file(version, slot));
        std::filesystem::create_directories(folder / "data/image");
        places = {folder / "data/image", folder / "disk", folder / "efi", folder / "machine"};
    }

    void write(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << content;
    }
    std::string read(const std::string& name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    bool has(const std::string& name) const { return std::filesystem::exists(folder / name); }

    /// A built image in `built`.
    wire::MachineImage build(const std::string& version) const {
        write("built/root.erofs", "root " + version + std::string(2'500'000, 'r'));
        write("built/root.verity", "hashes " + version + std::string(4'000, 'h'));
        write("built/slot-a.efi", kernel_file(version, "a"));
        write("built/slot-b.efi", kernel_file(version, "b"));
        const auto described = provisioning::describe_image(folder / "built");
        INFO((described.ok() ? "" : described.error().detail));
        REQUIRE(described.ok());
        return *described;
    }
    /// What the agent does once it has fetched every part.
    void ask_for(const wire::MachineImage& image) const {
        for (const wire::ImagePartName& each : wire::kImageParts)
            write("data/image/" + to_hex(as_bytes(wire::part_of(image, each.kind)->sha256())),
                  read(std::string("built/") + std::string(each.file)));
        write("data/image/install", image.SerializeAsString());
    }
    /// Everything that the running system was started from.
    std::string running_system() const {
        std::string all = read("disk/root-" + running_) + read("disk/verity-" + running_);
        for (const auto& each : std::filesystem::directory_iterator(folder / "efi"))
            if (each.path().filename().string().starts_with("dayroom-" + running_ + "_"))
                all += each.path().filename().string() + read("efi/" + each.path().filename().string());
        return all;
    }

    TempDir folder;
    provisioning::ImagePlaces places;

private:
    std::string running_;
};

}  // namespace dayroom::test
