#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;

/// "a || b || c"; one that ends in "||" may be left out.
Part split_alternatives(const std::string& text) {
    Part part;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find("||", at), text.size());
        std::string one = text.substr(at, end - at);
        while (!one.empty() && one.front() == ' ') one.erase(0, 1);
        while (!one.empty() && one.back() == ' ') one.pop_back();
        part.push_back(std::move(one));
        at = end + 2;
    }
    return part;
}

Side side_of(const std::string& word) { return word == "in" ? Side::kInside : Side::kOutside; }

Season read_season(const json& from) {
    if (!from.contains("season")) return {};
    return {from.at("season").at(0).get<std::string>(), from.at("season").at(1).get<std::string>()};
}

Exchange read_exchange(const json& from) {
    Exchange exchange;
    exchange.topic = from.at("topic").get<std::string>();
    exchange.start = side_of(from.at("start").get<std::string>());
    exchange.who = from.value("who", std::vector<std::string>{"elder", "partner", "child", "peer"});
    exchange.season = read_season(from);
    for (const json& turn : from.at("turns")) {
        Turn parts;
        for (const json& part : turn) parts.push_back(split_alternatives(part.get<std::string>()));
        exchange.turns.push_back(std::move(parts));
    }
    if (from.contains("photo")) {
        exchange.photo_turn = from.at("photo").at("turn").get<std::size_t>();
        exchange.photo_scenes = from.at("photo").at("kinds").get<std::vector<std::string>>();
    }
    return exchange;
}

void read_terms(const json& from, Phrases& phrases) {
    for (const auto& [relationship, of] : from.items()) {
        for (const json& pair : of.at("m")) phrases.terms_men[relationship].push_back({pair.at(0), pair.at(1)});
        for (const json& pair : of.at("f")) phrases.terms_women[relationship].push_back({pair.at(0), pair.at(1)});
    }
}

Phrases read_phrases(const json& from) {
    using Words = std::vector<std::string>;
    Phrases phrases;
    phrases.language = from.at("language").get<std::string>();
    phrases.join = from.value("join", std::string(" "));
    phrases.self_of = from.value("self_of", std::map<std::string, std::string>{});
    phrases.slots = from.at("slots").get<std::map<std::string, Words>>();
    if (from.contains("contract")) {
        for (const json& pair : from.at("contract")) phrases.contractions.emplace_back(pair.at(0), pair.at(1));
    }
    read_terms(from.at("terms"), phrases);
    phrases.greet_outside = from.at("greet").at("out").get<Words>();
    phrases.greet_inside = from.at("greet").at("in").get<Words>();
    phrases.close = from.at("close").get<std::map<std::string, Words>>();
    phrases.close_inside = from.value("close_in", std::map<std::string, Words>{});
    for (const json& exchange : from.at("exchanges")) phrases.exchanges.push_back(read_exchange(exchange));
    phrases.asides_outside = from.at("asides").at("out").get<Words>();
    phrases.asides_inside = from.at("asides").at("in").get<Words>();
    for (const json& aside : from.at("photo_asides")) {
        phrases.photo_asides.push_back({aside.at("text"), aside.at("kinds").get<Words>()});
    }
    for (const json& text : from.at("rejected")) {
        phrases.rejected.push_back(
            {text.at("rule"), side_of(text.at("side")), text.at("text").get<Words>(), text.value("kinds", Words{})});
    }
    return phrases;
}

}  // namespace

Result<Phrases> read_language(const std::filesystem::path& file) {
    Phrases phrases;
    TRY(read_json(file, [&](const json& from) { phrases = read_phrases(from); }));
    return phrases;
}

Result<std::map<std::string, Names>> read_names(const std::filesystem::path& file) {
    std::map<std::string, Names> all;
    TRY(read_json(file, [&](const json& from) {
        for (const auto& [origin, names] : from.items()) {
            all[origin] = {names.at("m"),      names.at("f"),
                           names.at("family"), names.at("kid_m"),
                           names.at("kid_f"),  names.value("native", std::map<std::string, std::string>{})};
        }
    }));
    return all;
}

}  // namespace dayroom::facility::sample
