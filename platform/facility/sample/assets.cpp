#include "platform/facility/sample/assets.h"

#include <algorithm>

#include "platform/facility/sample/asset_readers.h"

namespace dayroom::facility::sample {

const Phrases* Assets::find(std::string_view language) const {
    const auto found =
        std::find_if(languages.begin(), languages.end(), [&](const Phrases& p) { return p.language == language; });
    return found == languages.end() ? nullptr : &*found;
}

Result<Assets> read_assets(const std::filesystem::path& folder) {
    Assets assets;
    for (const char* language : {"en", "es", "ht", "vi", "zh", "ar"}) {
        assets.languages.push_back(TRY(read_language(folder / (std::string(language) + ".json"))));
    }
    assets.names = TRY(read_names(folder / "names.json"));
    assets.facility = TRY(read_facility_texts(folder / "facility.json", folder / "notices.json"));
    assets.facility.forms = TRY(read_sample_forms(folder / "forms.json"));
    assets.facility.phone = TRY(read_phone_texts(folder / "phone.json"));
    assets.facility.visits = TRY(read_visit_texts(folder / "visits.json"));
    assets.facility.schedule = TRY(read_schedule_texts(folder / "schedule.json"));
    for (const char* language : {"en", "es"}) {
        const std::string name = std::string("handbook.") + language + ".txt";
        assets.facility.documents.push_back(TRY(read_sample_document(folder / name)));
    }
    assets.facility.commissary = TRY(read_commissary_texts(folder / "commissary.json"));
    assets.requests = TRY(read_request_texts(folder / "requests.json"));
    return assets;
}

}  // namespace dayroom::facility::sample
