// A folder of pictures of what is sold, each file named after its item: "4711.jpg".
#include <algorithm>
#include <cstdio>

#include "platform/base/utf8.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::Services;
using facility::Work;

constexpr std::size_t kMaxPictures = 10'000;  // as many as there may be items

struct PictureOptions {
    std::string data;
    std::string folder;
};

Result<std::vector<std::filesystem::path>> files_in(const std::string& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->is_regular_file(failed)) files.push_back(entry->path());
        if (files.size() > kMaxPictures) return Error(ErrorCode::kTooLarge, folder + " holds more than 10,000 files");
    }
    if (failed) return Error(ErrorCode::kIo, "cannot read " + folder + ": " + failed.message());
    std::sort(files.begin(), files.end());
    return files;
}

Status take_picture(Services& services, const facility::Actor& by, database::Connection& reader,
                    const std::filesystem::path& file) {
    const std::string picture = TRY(facility::read_file(file, facility::kMaxPhotoBytes));
    const auto taken = TRY(facility::take_photo(services, reader, as_bytes(picture), facility::kMaxItemPixels));
    return services.writer->run(by, [&](Work& work) -> Status {
        TRY(facility::keep_photo(services, work, taken));
        return facility::Catalog::set_picture(work, file.stem().string(), facility::photo_of(taken.ref));
    });
}

/// Each by itself: one that cannot be read does not keep the others out.
Result<int> take_pictures(Environment& environment, const PictureOptions& options) {
    const auto files = TRY(files_in(options.folder));
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(facility::open_reader(services->files.database(), TRY(services->files.database_key())));
    std::size_t taken = 0;
    for (const std::filesystem::path& file : files) {
        const Status done = take_picture(*services, environment.administrator, *reader, file);
        taken += done.ok() ? 1 : 0;
        const std::string name = utf8::sanitize(file.filename().string(), 200);
        if (!done.ok()) std::printf("%s: %s\n", name.c_str(), done.error().detail.c_str());
    }
    std::printf("%zu of %zu pictures taken\n", taken, files.size());
    return taken == files.size() ? kExitDone : kExitFailed;
}

}  // namespace

void add_catalog_pictures(CLI::App& app, Chosen& chosen) {
    CLI::App* pictures =
        app.add_subcommand("catalog-pictures", "Pictures of what is sold, from a folder: each named after its item");
    const auto options = run_on_data(*pictures, chosen, &take_pictures);
    pictures->add_option("folder", options->folder, "With files like 4711.jpg: JPEG, PNG or WebP")->required();
}

}  // namespace dayroom::hub
