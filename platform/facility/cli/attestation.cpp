// Whom facility IT believes about the TPMs of its terminals, and about their images.
#include <cstdio>
#include <filesystem>

#include "platform/base/utf8.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/devices/anchors.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using attestation::Anchor;
using facility::Anchors;
using facility::Work;

constexpr std::size_t kMaxFilesInFolder = 256;
constexpr std::size_t kShownIdDigits = 16;

struct AnchorOptions {
    std::string data;
    std::string file;
    std::string name;
    std::string id;
};

const char* kind_of(const Anchor& anchor) { return anchor.kind == Anchor::Kind::kMaker ? "maker" : "image"; }

/// The file, or the files of a folder, by their names.
Result<std::vector<std::filesystem::path>> files_of(const std::filesystem::path& given) {
    std::error_code failed;
    if (!std::filesystem::is_directory(given, failed)) return std::vector<std::filesystem::path>{given};
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(given, failed), end; !failed && at != end; at.increment(failed)) {
        if (!at->is_regular_file(failed)) continue;
        if (files.size() == kMaxFilesInFolder)
            return Error(ErrorCode::kTooLarge, given.string() + " holds more than 256 files");
        files.push_back(at->path());
    }
    if (failed) return Error(ErrorCode::kIo, "cannot read " + given.string() + ": " + failed.message());
    if (files.empty()) return Error(ErrorCode::kNotFound, given.string() + " is empty");
    std::sort(files.begin(), files.end());
    return files;
}

Status add_all(Environment& environment, const std::string& data, const std::vector<Anchor>& anchors) {
    const auto services = TRY(open_services(environment, data));
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        for (const Anchor& anchor : anchors) TRY(Anchors::add(work, anchor));
        return {};
    }));
    for (const Anchor& anchor : anchors)
        std::printf("%s  %s  %s\n", to_hex(anchor.id).substr(0, kShownIdDigits).c_str(), kind_of(anchor),
                    anchor.name.c_str());
    std::printf("they count from the next enrolment on\n");
    return {};
}

Result<int> add_maker(Environment& environment, const AnchorOptions& options) {
    std::vector<Anchor> anchors;
    for (const auto& file : TRY(files_of(options.file))) {
        const std::string content = TRY(facility::read_file(file, attestation::kMaxAnchorFileBytes));
        auto read = attestation::read_makers(as_bytes(content));
        if (!read.ok()) return read.take_error().while_doing(file.string());
        for (Anchor& anchor : read.value()) anchors.push_back(std::move(anchor));
    }
    TRY(add_all(environment, options.data, anchors));
    return kExitDone;
}

Result<int> add_image(Environment& environment, const AnchorOptions& options) {
    const std::string content = TRY(facility::read_file(options.file, attestation::kMaxAnchorFileBytes));
    const std::string name =
        options.name.empty() ? std::filesystem::path(options.file).filename().string() : options.name;
    auto read = attestation::read_image_key(as_bytes(content), name);
    if (!read.ok()) return read.take_error().while_doing(options.file);
    TRY(add_all(environment, options.data, {read.value()}));
    return kExitDone;
}

Result<int> list_anchors(Environment& environment, const AnchorOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(facility::open_reader(services->files.database(), TRY(services->files.database_key())));
    const auto anchors = TRY(Anchors::list(*reader));
    for (const Anchor& anchor : anchors)
        std::printf("%s  %s  %s\n", to_hex(anchor.id).substr(0, kShownIdDigits).c_str(), kind_of(anchor),
                    anchor.name.c_str());
    if (anchors.empty()) std::printf("nobody: the word of every TPM counts as one whose maker was not checked\n");
    return kExitDone;
}

Result<int> remove_anchor(Environment& environment, const AnchorOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const Anchor removed = TRY(services->writer->make(environment.administrator,
                                                      [&](Work& work) { return Anchors::remove(work, options.id); }));
    std::printf("removed: %s \"%s\"; what terminals have proved with it before stays as it is\n", kind_of(removed),
                removed.name.c_str());
    return kExitDone;
}

}  // namespace

void add_attestation(CLI::App& app, Chosen& chosen) {
    CLI::App* group = app.add_subcommand("attestation", "Which makers of TPMs, and which images, are believed");
    group->require_subcommand(1);
    CLI::App* maker = group->add_subcommand("maker", "Believes a maker of TPMs from now on");
    const auto one = run_on_data(*maker, chosen, &add_maker);
    maker->add_option("FILE", one->file, "Certificates of its authorities, PEM or DER, or a folder of such files")
        ->required();
    CLI::App* image = group->add_subcommand("image", "Believes images that this key has signed from now on");
    const auto key = run_on_data(*image, chosen, &add_image);
    image->add_option("FILE", key->file, "The public key, as PEM")->required();
    image->add_option("--name", key->name, "What to call it; else the file's name");
    run_on_data(*group->add_subcommand("list", "Shows who is believed"), chosen, &list_anchors);
    CLI::App* remove = group->add_subcommand("remove", "Believes one no more");
    const auto which = run_on_data(*remove, chosen, &remove_anchor);
    remove->add_option("ID", which->id, "The beginning of its id")->required();
}

}  // namespace dayroom::hub
