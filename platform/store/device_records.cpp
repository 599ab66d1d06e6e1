// DeviceStore: what facility, unit and device scopes say.
#include <algorithm>
#include <tuple>

#include "platform/store/device_store.h"
#include "platform/wire/policy.h"

namespace dayroom::store {

using wire::Record;

Result<std::vector<Record>> DeviceStore::records(Record::BodyCase kind) {
    std::vector<Record> out;
    TRY(connection_->each(
        "SELECT content FROM record WHERE kind=$1",
        [&](const database::Row& row) -> Status {
            const ByteView content = row.bytes(0);
            Record record;
            if (!record.ParseFromArray(content.data(), static_cast<int>(content.size())) || record.body_case() != kind)
                return Error(ErrorCode::kCorrupt, "a kept record cannot be read");
            out.push_back(std::move(record));
            return {};
        },
        static_cast<int>(kind)));
    return out;
}

Result<std::optional<Record>> DeviceStore::newest(Record::BodyCase kind) {
    auto all = TRY(records(kind));
    const auto found = std::max_element(all.begin(), all.end(), [](const Record& left, const Record& right) {
        return left.released_ms() < right.released_ms();
    });
    if (found == all.end()) return std::optional<Record>();
    return std::optional<Record>(std::move(*found));
}

Result<std::optional<wire::Facility>> DeviceStore::facility() {
    auto record = TRY(newest(Record::kFacility));
    if (!record) return std::optional<wire::Facility>();
    if (const auto rules = TRY(policy_.rules())) wire::apply_terminal_rules(*rules, *record->mutable_facility());
    return std::optional<wire::Facility>(std::move(*record->mutable_facility()));
}

Result<DeviceStore::PolicyReleases> DeviceStore::policy_releases() {
    PolicyReleases found;
    for (Record& record : TRY(records(Record::kPolicyRelease))) {
        const bool trial = record.scope().kind() == wire::DEVICE;
        (trial ? found.trial : found.in_force) = std::move(*record.mutable_policy_release()->mutable_bundle());
    }
    return found;
}

Result<std::optional<wire::Unit>> DeviceStore::unit() {
    auto record = TRY(newest(Record::kUnit));
    if (!record) return std::optional<wire::Unit>();
    return std::optional<wire::Unit>(std::move(*record->mutable_unit()));
}

Result<std::optional<wire::DeviceState>> DeviceStore::device_state() {
    auto record = TRY(newest(Record::kDevice));
    if (!record) return std::optional<wire::DeviceState>();
    return std::optional<wire::DeviceState>(std::move(*record->mutable_device()));
}

Result<wire::PriceList> DeviceStore::prices() {
    auto record = TRY(newest(Record::kPrices));
    return record ? std::move(*record->mutable_prices()) : wire::PriceList();
}

Result<std::optional<wire::PriceList::Price>> DeviceStore::price(const std::string& code) {
    const wire::PriceList list = TRY(prices());
    for (const auto& price : list.prices())
        if (price.code() == code) return std::optional<wire::PriceList::Price>(price);
    return std::optional<wire::PriceList::Price>();
}

Result<std::optional<wire::PhoneTerms>> DeviceStore::phone_terms() {
    auto record = TRY(newest(Record::kPhoneTerms));
    if (!record) return std::optional<wire::PhoneTerms>();
    return std::optional<wire::PhoneTerms>(std::move(*record->mutable_phone_terms()));
}

Result<std::optional<wire::VisitTerms>> DeviceStore::visit_terms() {
    auto record = TRY(newest(Record::kVisitTerms));
    if (!record) return std::optional<wire::VisitTerms>();
    return std::optional<wire::VisitTerms>(std::move(*record->mutable_visit_terms()));
}

Result<std::vector<wire::VisitDay>> DeviceStore::visit_days() {
    std::vector<wire::VisitDay> out;
    for (Record& record : TRY(records(Record::kVisitDay))) out.push_back(std::move(*record.mutable_visit_day()));
    std::sort(out.begin(), out.end(), [](const auto& left, const auto& right) { return left.date() < right.date(); });
    return out;
}

Result<std::vector<FormView>> DeviceStore::forms() {
    std::vector<FormView> out;
    auto all = TRY(records(Record::kForm));
    for (Record& record : all) out.push_back({TRY(FormId::from_bytes(record.id())), std::move(*record.mutable_form())});
    std::sort(out.begin(), out.end(),
              [](const FormView& left, const FormView& right) { return left.form.code() < right.form.code(); });
    return out;
}

Result<std::optional<FormView>> DeviceStore::form(const FormId& id) {
    auto all = TRY(forms());
    for (FormView& view : all)
        if (view.id == id) return std::optional<FormView>(std::move(view));
    return std::optional<FormView>();
}

Result<std::vector<CardView>> DeviceStore::cards() {
    std::vector<CardView> out;
    auto all = TRY(records(Record::kCard));
    for (Record& record : all) out.push_back({record.id(), std::move(*record.mutable_card())});
    std::sort(out.begin(), out.end(), [](const CardView& left, const CardView& right) {
        if (left.card.position() != right.card.position()) return left.card.position() < right.card.position();
        return left.card.code() < right.card.code();
    });
    return out;
}

Result<std::optional<wire::Photo>> DeviceStore::card_picture(const std::string& sha256) {
    for (CardView& view : TRY(cards()))
        if (view.card.picture().sha256() == sha256)
            return std::optional<wire::Photo>(std::move(*view.card.mutable_picture()));
    return std::optional<wire::Photo>();
}

Result<std::vector<DocumentView>> DeviceStore::documents(bool public_only) {
    std::vector<DocumentView> out;
    auto all = TRY(records(Record::kDocument));
    for (Record& record : all) {
        wire::Document& document = *record.mutable_document();
        if (!public_only || document.public_()) out.push_back({record.id(), std::move(document)});
    }
    std::sort(out.begin(), out.end(), [](const DocumentView& left, const DocumentView& right) {
        const auto key = [](const wire::Document& each) { return std::tie(each.code(), each.language()); };
        if (left.document.position() != right.document.position())
            return left.document.position() < right.document.position();
        return key(left.document) < key(right.document);
    });
    return out;
}

Result<std::vector<NoticeView>> DeviceStore::notices(Timestamp now, bool public_only) {
    std::vector<NoticeView> out;
    auto all = TRY(records(Record::kNotice));
    for (Record& record : all) {
        wire::Notice& notice = *record.mutable_notice();
        const NoticeTime time = time_of(notice, now);
        if (time == NoticeTime::kNot || (public_only && time == NoticeTime::kOver)) continue;
        if (public_only && !notice.public_() && !notice.emergency()) continue;
        out.push_back({TRY(NoticeId::from_bytes(record.id())), std::move(notice), false, time == NoticeTime::kOver,
                       record.scope().kind()});
    }
    std::sort(out.begin(), out.end(), [](const NoticeView& left, const NoticeView& right) {
        if (left.over != right.over) return right.over;
        if (left.notice.emergency() != right.notice.emergency()) return left.notice.emergency();
        if (left.notice.valid_from_ms() != right.notice.valid_from_ms())
            return left.notice.valid_from_ms() > right.notice.valid_from_ms();
        return left.id < right.id;
    });
    return out;
}

Result<std::vector<wire::PreaBody>> DeviceStore::prea_bodies() {
    std::vector<wire::PreaBody> out;
    for (Record& record : TRY(records(Record::kPreaBody))) out.push_back(std::move(*record.mutable_prea_body()));
    return out;
}

Result<std::vector<wire::TechnicianList>> DeviceStore::technician_lists() {
    std::vector<wire::TechnicianList> out;
    for (Record& record : TRY(records(Record::kTechnicianList)))
        out.push_back(std::move(*record.mutable_technician_list()));
    return out;
}

Result<std::string> DeviceStore::kept_service() {
    const auto kept = TRY(connection_->first("SELECT value FROM meta WHERE name='service'",
                                             [](const database::Row& row) { return to_string(row.bytes(0)); }));
    return kept.value_or("");
}

Status DeviceStore::keep_service(const std::string& bytes) {
    return connection_->run("INSERT OR REPLACE INTO meta VALUES('service',$1)", database::blob(bytes));
}

Result<std::string> DeviceStore::kept_technician_list() {
    const auto kept = TRY(connection_->first("SELECT value FROM meta WHERE name='technicians'",
                                             [](const database::Row& row) { return to_string(row.bytes(0)); }));
    return kept.value_or("");
}

Status DeviceStore::keep_technician_list(const std::string& bytes) {
    return connection_->run("INSERT OR REPLACE INTO meta VALUES('technicians',$1)", database::blob(bytes));
}

Result<std::vector<wire::PreaAnswer>> DeviceStore::prea_answers() {
    std::vector<wire::PreaAnswer> out;
    for (Record& record : TRY(records(Record::kPreaAnswer))) out.push_back(std::move(*record.mutable_prea_answer()));
    return out;
}

Result<std::optional<DeviceStore::RosterView>> DeviceStore::roster_by_number(const std::string& resident_number) {
    auto all = TRY(records(Record::kRoster));
    for (Record& record : all)
        if (record.roster().resident_number() == resident_number)
            return std::optional<RosterView>(
                {TRY(ResidentId::from_bytes(record.id())), std::move(*record.mutable_roster())});
    return std::optional<RosterView>();
}

}  // namespace dayroom::store
