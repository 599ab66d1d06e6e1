#include "platform/facility/devices/anchors.h"

#include <algorithm>

#include "platform/record/event.h"

namespace dayroom::facility {
namespace {

constexpr std::size_t kLeastIdDigits = 8;

/// On record it stands under the beginning of its id, which is what IT names it by.
Status put_on_record(Work& work, const attestation::Anchor& anchor, const char* what) {
    const ThingId subject = TRY(ThingId::from_bytes(as_text(anchor.id).substr(0, 16)));
    return work.audit(record::Event::kAttestationAnchor, subject, what);
}

}  // namespace

Status Anchors::add(Work& work, const attestation::Anchor& anchor) {
    if (TRY(work.db().number("SELECT COUNT(*) FROM attestation_anchor WHERE id = $1", anchor.id)) != 0) return {};
    if (TRY(work.db().number("SELECT COUNT(*) FROM attestation_anchor")) >= kMaxAnchors)
        return Error(ErrorCode::kTooLarge, "there are " + std::to_string(kMaxAnchors) + " already: remove some");
    TRY(work.db().run("INSERT INTO attestation_anchor (id, kind, name, pem, added_ms) VALUES ($1, $2, $3, $4, $5)",
                      anchor.id, static_cast<int>(anchor.kind), anchor.name, anchor.pem, work.now()));
    return put_on_record(work, anchor, "added");
}

Result<attestation::Anchor> Anchors::remove(Work& work, const std::string& id) {
    if (id.size() < kLeastIdDigits)
        return Error(ErrorCode::kInvalid, "name it by 8 digits of its id at least, as \"list\" shows them");
    std::vector<attestation::Anchor> found;
    for (attestation::Anchor& anchor : TRY(list(work.db()))) {
        if (to_hex(anchor.id).starts_with(id)) found.push_back(std::move(anchor));
    }
    if (found.empty()) return Error(ErrorCode::kNotFound, "there is none of that id");
    if (found.size() > 1) return Error(ErrorCode::kConflict, "the ids of several begin so: give more digits");
    TRY(work.db().run("DELETE FROM attestation_anchor WHERE id = $1", found.front().id));
    TRY(put_on_record(work, found.front(), "removed"));
    return found.front();
}

Result<std::vector<attestation::Anchor>> Anchors::list(database::Connection& connection) {
    std::vector<attestation::Anchor> all;
    TRY(connection.each(
        "SELECT id, kind, name, pem FROM attestation_anchor ORDER BY kind, name, id", [&](const database::Row& row) {
            attestation::Anchor anchor;
            const ByteView id = row.bytes(0);
            std::copy_n(id.begin(), std::min(id.size(), anchor.id.size()), anchor.id.begin());
            anchor.kind = row.integer(1) == 1 ? attestation::Anchor::Kind::kMaker : attestation::Anchor::Kind::kImage;
            anchor.name = row.string(2);
            anchor.pem = row.string(3);
            all.push_back(std::move(anchor));
        }));
    return all;
}

Result<attestation::Trust> Anchors::trust(database::Connection& connection) {
    attestation::Trust trust;
    for (attestation::Anchor& anchor : TRY(list(connection)))
        (anchor.kind == attestation::Anchor::Kind::kMaker ? trust.makers : trust.image_keys)
            .push_back(std::move(anchor.pem));
    return trust;
}

}  // namespace dayroom::facility
