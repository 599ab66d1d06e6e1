#include "platform/facility/integration/review_view.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

const char* name_of_kind(ReviewItem::Kind kind) {
    return kind == ReviewItem::Kind::kInbound ? "inbound" : kind == ReviewItem::Kind::kOutbound ? "outbound" : "appeal";
}

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json photo_of(const wire::Photo& photo) {
    return {{"sha256", to_hex(as_bytes(photo.sha256()))}, {"width", photo.width()}, {"height", photo.height()}};
}

json photos_of(const StoredMessage& message) {
    json photos = json::array();
    for (int at = 0; at < message.message.photos_size(); ++at) {
        json photo = photo_of(message.message.photos(at));
        const auto& allowed = message.photos_allowed[static_cast<std::size_t>(at)];
        photo["decision"] = allowed ? json(*allowed) : json(nullptr);
        photos.push_back(std::move(photo));
    }
    return photos;
}

/// Why it waits: what the lists found, then what always waits.
json held_for(const ReviewDetails& details) {
    json reasons = json::array();
    for (const KeptHit& hit : details.hits) {
        reasons.push_back({{"why", name_of(hit.kind)},
                           {"list", hit.list_name},
                           {"pattern", hit.pattern},
                           {"start", hit.start},
                           {"length", hit.length}});
    }
    if (details.message.message.photos_size() > 0) reasons.push_back({{"why", "photo"}});
    if (!details.contact_approved) reasons.push_back({{"why", "contact"}});
    if (reasons.empty()) reasons.push_back({{"why", "policy"}});
    return reasons;
}

json appeal_of(const ReviewDetails& details) {
    const wire::Message& message = details.message.message;
    return {{"text", details.message.appeal_text},
            {"appealed_ms", message.appealed_ms()},
            {"rule", message.rule()},
            {"reason", message.reason()},
            {"decided_by", or_null(details.first_by_name)}};
}

}  // namespace

json review_view(const ReviewDetails& details, Timestamp now) {
    const ReviewItem& item = details.item;
    const wire::Message& message = details.message.message;
    const bool appeal = item.kind == ReviewItem::Kind::kAppeal;
    json notes = json::array();
    for (const ReviewNote& note : details.notes)
        notes.push_back({{"by", or_null(note.by)}, {"at_ms", note.at.ms()}, {"text", note.text}});
    json shown = {{"id", item.id.to_string()},
                  {"kind", name_of_kind(item.kind)},
                  {"direction", message.direction() == wire::Message::INBOUND ? "inbound" : "outbound"},
                  {"resident_id", details.message.resident.to_string()},
                  {"resident_number", details.message.resident_number},
                  {"resident_name", details.resident_name},
                  {"unit", details.unit},
                  {"contact_id", details.message.contact.to_string()},
                  {"contact_name", details.contact_name},
                  {"relationship", details.relationship},
                  {"language", message.language()},
                  {"text", message.text()},
                  {"photos", photos_of(details.message)},
                  {"sent_ms", message.sent_ms()},
                  {"received_ms", message.received_ms()},
                  {"decide_by_ms", item.decide_by.ms()},
                  {"late", item.decide_by <= now},
                  {"investigating", item.investigating},
                  {"held_for", held_for(details)},
                  {"notes", notes},
                  {"claimed_by", details.claimed_by ? json(*details.claimed_by) : json(nullptr)},
                  {"claimed_until_ms", details.claimed_by ? item.claimed_until.ms() : 0},
                  {"first_approval_by", or_null(appeal ? details.granted_by_name : details.first_by_name)}};
    if (details.card) {
        shown["card"] = {{"code", details.card->code()}, {"picture", photo_of(details.card->picture())}};
    }
    if (appeal) shown["appeal"] = appeal_of(details);
    return shown;
}

}  // namespace dayroom::facility
