// The phone terms of the sample.
#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;

void put_phone_texts(const json& from, google::protobuf::RepeatedPtrField<wire::LocalText>& to) {
    for (const auto& [language, text] : from.items()) {
        wire::LocalText& added = *to.Add();
        added.set_language(language);
        added.set_text(text.get<std::string>());
    }
}

}  // namespace

Result<wire::PhoneTerms> read_phone_texts(const std::filesystem::path& file) {
    wire::PhoneTerms terms;
    TRY(read_json(file, [&](const json& from) {
        terms.set_numbers_max(from.at("numbers_max").get<int>());
        terms.set_changes_max(from.at("changes_max").get<int>());
        terms.set_change_days(from.at("change_days").get<int>());
        put_phone_texts(from.at("note"), *terms.mutable_note());
        for (const json& one : from.at("rates")) {
            auto& rate = *terms.add_rates();
            rate.set_code(one.at("code").get<std::string>());
            put_phone_texts(one.at("name"), *rate.mutable_name());
            for (const json& prefix : one.at("prefixes")) rate.add_prefixes(prefix.get<std::string>());
            rate.set_minute_mills(one.at("minute_mills").get<std::int64_t>());
            rate.set_most_cents(one.value("most_cents", std::int64_t{0}));
            rate.set_most_minutes(one.value("most_minutes", 0));
        }
    }));
    return terms;
}

}  // namespace dayroom::facility::sample
