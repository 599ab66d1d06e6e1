#include <algorithm>
#include <future>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/documents/documents.h"
#include "platform/facility/messages/cards.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/facility/sample/calendar.h"
#include "platform/facility/sample/load/loading.h"
#include "platform/facility/sample/paint/cards.h"
#include "platform/facility/sample/paint/scenes.h"
#include "platform/facility/trust_office/site_charges.h"

namespace dayroom::facility::sample {
namespace {

// The PINs of the sample stand on a sheet of paper: hashing them dearly protects nothing.
constexpr crypto::ArgonCost kSampleCost{8 * 1024, 1};

/// Both halves of 0 … count at once.
template <typename Each>
Status in_two_threads(std::size_t count, Each each) {
    const auto range = [&each](std::size_t from, std::size_t to) -> Status {
        for (std::size_t i = from; i < to; ++i) TRY(each(i));
        return {};
    };
    auto second = std::async(std::launch::async, range, count / 2, count);
    Status first = range(0, count / 2);
    Status other = second.get();
    return first.ok() ? std::move(other) : std::move(first);
}

}  // namespace

Status Loading::hash_pins() {
    pin_hashes_.resize(sample_.residents.size());
    return in_two_threads(pin_hashes_.size(), [this](std::size_t i) -> Status {
        pin_hashes_[i] = TRY(hash_pin(as_bytes(sample_.residents[i].pin), kSampleCost));
        return {};
    });
}

Status Loading::load_pictures() {
    std::vector<PaintedPhoto> painted(sample_.pictures.size());
    TRY(in_two_threads(painted.size(), [&](std::size_t i) -> Status {
        painted[i] = TRY(paint_photo(sample_.pictures[i].scene, sample_.pictures[i].seed));
        return {};
    }));
    for (const PaintedPhoto& photo : painted) {
        blobs_.push_back(TRY(target_.blobs.put(photo.jpeg)));
        photos_.push_back({blobs_.back().sha256, photo.width, photo.height, static_cast<int>(photo.jpeg.size())});
    }
    report_.pictures = static_cast<int>(painted.size());
    return {};
}

Status Loading::load_cards(Work& work) {
    for (const CardTexts& texts : sample_.texts.cards) {
        const PaintedPhoto picture = TRY(paint_card(texts.code));
        const BlobRef blob = TRY(target_.blobs.put(picture.jpeg));
        if (!TRY(messages_.find_blob(work.db(), blob.sha256))) TRY(messages_.add_blob(work, blob));
        wire::Card card;
        card.set_code(texts.code);
        for (const auto& [language, text] : texts.names) {
            wire::LocalText& name = *card.add_name();
            name.set_language(language);
            name.set_text(text);
        }
        card.mutable_picture()->set_sha256(std::string(as_text(blob.sha256)));
        card.mutable_picture()->set_width(picture.width);
        card.mutable_picture()->set_height(picture.height);
        card.mutable_picture()->set_bytes(static_cast<int>(picture.jpeg.size()));
        card.set_position(static_cast<int>(cards_.size()) + 1);
        cards_.push_back(work.make_id<CardId>());
        TRY(Cards::put(work, cards_.back(), card));
    }
    report_.cards = static_cast<int>(cards_.size());
    return {};
}

Status Loading::start(Work& work) {
    TRY(set_facility(work, sample_.texts.facility));
    TRY(load_units(work));
    TRY(load_rules(work));
    TRY(load_review(work));
    TRY(load_prices(work));
    TRY(set_phone_terms(work, sample_.texts.phone));
    TRY(visits_.set_plan(work));
    TRY(load_commissary(work));
    TRY(load_forms(work));
    for (const BlobRef& blob : blobs_) {
        if (!TRY(messages_.find_blob(work.db(), blob.sha256))) TRY(messages_.add_blob(work, blob));
    }
    TRY(load_cards(work));
    Documents documents;
    for (const wire::Document& document : sample_.texts.documents) TRY(documents.put(work, document));
    return {};
}

Status Loading::load_units(Work& work) {
    const auto before = TRY(read_units(work.db()));
    for (const SampleUnit& unit : sample_.units) {
        const auto same =
            std::find_if(before.begin(), before.end(), [&](const HousingUnit& have) { return have.name == unit.name; });
        units_.push_back(same == before.end() ? unit.id : same->id);
        TRY(put_unit(work, {units_.back(), unit.name, unit.nearest_working}));
    }
    return {};
}

Status Loading::load_rules(Work& work) {
    std::vector<StoredRule> rules;
    for (const DeductionTexts& texts : sample_.texts.deductions) {
        StoredRule rule;
        rule.rule.code = texts.code;
        rule.rule.legal_basis = texts.legal_basis;
        rule.rule.basis_points = texts.basis_points;
        rule.rule.exempt_sources = sample_.texts.exempt_sources;
        rule.rule.into_savings = texts.into_savings;
        rule.needs_obligation = texts.needs_obligation;
        rule.names = texts.names;
        rules.push_back(std::move(rule));
    }
    TRY(set_deduction_rules(work, rules, "As the law and the facility have it"));
    std::vector<ChargeKind> kinds;
    for (const ChargeKindTexts& texts : sample_.texts.charge_kinds)
        kinds.push_back({texts.code, texts.names, Cents::of(texts.cents), texts.may_be_owed});
    return set_charge_kinds(work, kinds);
}

Status Loading::load_review(Work& work) {
    std::vector<ReviewRule> rules;
    for (const RuleTexts& texts : sample_.texts.rules) rules.push_back({texts.code, texts.reason, texts.text});
    TRY(set_review_rules(work, rules));
    for (const ListTexts& texts : sample_.texts.lists) {
        WatchList list{work.make_id<WatchListId>(), texts.name,
                       texts.watch ? WatchList::Kind::kWatch : WatchList::Kind::kWord, Scope::facility(work.facility()),
                       0};
        for (std::size_t at = 0; at < sample_.units.size(); ++at) {
            if (sample_.units[at].name == texts.unit) list.scope = Scope::unit(units_[at]);
        }
        TRY(WatchLists::add(work, list));
        TRY(WatchLists::set_patterns(work, list.id, texts.patterns));
    }
    return moderation_.screening().load(work.db());
}

Status Loading::load_prices(Work& work) {
    std::vector<Price> prices;
    for (const PriceTexts& texts : sample_.texts.prices) {
        Price price{texts.code, Cents::of(texts.cents), Credits::of(texts.credits), texts.names};
        if (texts.to_days == 0) {
            prices.push_back(std::move(price));
            continue;
        }
        price.valid_to = sample_.options.now + kDay * texts.to_days;
        TRY(prices_.set(work, {price}, sample_.options.now + kDay * texts.from_days));
    }
    return prices_.set(work, prices, work.now());
}

Status Loading::load_forms(Work& work) {
    for (const SampleForm& form : sample_.forms) {
        const auto before = TRY(forms_.find_by_code(work.db(), form.form.code()));
        const FormId id = before ? before->id : form.id;
        TRY(forms_.put(work, id, form.form));
        auto stored = TRY(forms_.find(work.db(), id));
        if (!stored) return Error(ErrorCode::kCorrupt, "a form that was just stored is not there");
        stored_forms_.push_back(std::move(*stored));
    }
    return {};
}

}  // namespace dayroom::facility::sample
