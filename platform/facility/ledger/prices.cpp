#include "platform/facility/ledger/prices.h"

#include <algorithm>

#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// A price set "now" by a clerk whose clock is a little behind.
constexpr Milliseconds kPastAllowed = std::chrono::minutes(1);

constexpr const char* kInForce =
    "SELECT p.body, p.valid_from_ms FROM price p WHERE p.valid_from_ms = (SELECT max(q.valid_from_ms) FROM price q "
    "WHERE q.code = "
    "p.code "
    "AND q.valid_from_ms <= $1 AND (q.valid_to_ms = 0 OR q.valid_to_ms > $1))";

wire::PriceList::Price to_wire(const Price& price) {
    wire::PriceList::Price out;
    out.set_code(price.code);
    out.set_cents(price.cents.units());
    out.set_credits(price.credits.units());
    out.set_valid_to_ms(price.valid_to.ms());
    for (const auto& [language, text] : price.names) {
        wire::LocalText& name = *out.add_name();
        name.set_language(language);
        name.set_text(text);
    }
    return out;
}

Result<wire::PriceList::Price> parse(ByteView bytes) {
    wire::PriceList::Price price;
    if (!price.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return Error(ErrorCode::kCorrupt, "a stored price cannot be read");
    }
    return price;
}

/// A row of body and valid_from_ms.
Result<Price> read_price(const database::Row& row) {
    const wire::PriceList::Price in = TRY(parse(row.bytes(0)));
    Price price{in.code(),  Cents::of(in.cents()), Credits::of(in.credits()), {}, Timestamp::from_ms(in.valid_to_ms()),
                row.time(1)};
    for (const wire::LocalText& name : in.name()) price.names.emplace_back(name.language(), name.text());
    return price;
}

}  // namespace

Status Prices::set(Work& work, const std::vector<Price>& prices, Timestamp valid_from) {
    if (valid_from < work.now() - kPastAllowed) {
        return Error(ErrorCode::kInvalid, "a price is never changed for the past");
    }
    for (const Price& price : prices) {
        if (price.code.empty() || price.cents.is_negative() || price.credits.is_negative() ||
            price.cents.units() > kMaxCommandUnits || price.credits.units() > kMaxCommandUnits) {
            return Error(ErrorCode::kInvalid, "a price has a code, and amounts of zero or more");
        }
        if (price.valid_to.is_set() && price.valid_to <= std::max(valid_from, work.now())) {
            return Error(ErrorCode::kInvalid, "a price ends after it begins, and after now");
        }
        if (price.code.starts_with(kBundlePrefix) && (price.cents.is_zero() || price.credits.is_zero())) {
            return Error(ErrorCode::kInvalid, "a bundle is some credits for some cents");
        }
        const std::string body = to_wire(price).SerializeAsString();
        TRY(work.db().run(
            "INSERT INTO price (code, valid_from_ms, cents, credits, valid_to_ms, body) VALUES ($1, $2, $3, $4, $5, "
            "$6) "
            "ON CONFLICT (code, valid_from_ms) DO UPDATE SET cents = excluded.cents, credits = excluded.credits, "
            "valid_to_ms = excluded.valid_to_ms, body = excluded.body",
            price.code, valid_from, price.cents, price.credits, price.valid_to, database::blob(body)));
    }
    TRY(work.audit(record::Event::kPolicyChanged, work.facility(), "prices"));
    return valid_from <= work.now() ? release(work) : Status();
}

Status Prices::end(Work& work, std::string_view code, Timestamp at) {
    if (at < work.now() - kPastAllowed) return Error(ErrorCode::kInvalid, "a price is never changed for the past");
    const Timestamp end = std::max(at, work.now());
    if (TRY(work.db().number("SELECT count(*) FROM price WHERE code = $1", code)) == 0)
        return Error(ErrorCode::kNotFound, "no price has this code");
    TRY(work.db().run("DELETE FROM price WHERE code = $1 AND valid_from_ms >= $2", code, end));
    std::vector<std::pair<Timestamp, wire::PriceList::Price>> longer;
    TRY(work.db().each(
        "SELECT body, valid_from_ms FROM price WHERE code = $1 AND (valid_to_ms = 0 OR valid_to_ms > $2)",
        [&](const database::Row& row) -> Status {
            longer.emplace_back(row.time(1), TRY(parse(row.bytes(0))));
            return {};
        },
        code, end));
    for (auto& [from, price] : longer) {
        price.set_valid_to_ms(end.ms());
        TRY(work.db().run("UPDATE price SET valid_to_ms = $1, body = $2 WHERE code = $3 AND valid_from_ms = $4", end,
                          database::blob(price.SerializeAsString()), code, from));
    }
    TRY(work.audit(record::Event::kPolicyChanged, work.facility(), "prices"));
    return release(work);
}

Status Prices::release(Work& work) {
    wire::Record record;
    wire::PriceList& list = *record.mutable_prices();
    TRY(work.db().each(
        kInForce,
        [&](const database::Row& row) -> Status {
            *list.add_prices() = TRY(parse(row.bytes(0)));
            return {};
        },
        work.now()));
    list.set_valid_from_ms(work.now().ms());
    return work.release(Scope::facility(work.facility()), RecordKind::kPrices, companion_of(work.facility()),
                        std::move(record));
}

Status Prices::release_due(Work& work) {
    const std::int64_t released = TRY(work.db().number(
        "SELECT coalesce(max(released_ms), 0) FROM released WHERE kind = $1", static_cast<int>(RecordKind::kPrices)));
    const std::int64_t due = TRY(work.db().number(
        "SELECT count(*) FROM price WHERE (valid_from_ms > $1 AND valid_from_ms <= $2) OR (valid_to_ms > $1 AND "
        "valid_to_ms <= $2)",
        released, work.now()));
    return due > 0 ? release(work) : Status();
}

Result<std::optional<Price>> Prices::find(database::Connection& connection, std::string_view code, Timestamp at) {
    std::optional<Price> found;
    TRY(connection.each(
        "SELECT body, valid_from_ms FROM price WHERE code = $1 AND valid_from_ms <= $2 AND (valid_to_ms = 0 OR "
        "valid_to_ms > $2) "
        "ORDER BY valid_from_ms DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_price(row));
            return {};
        },
        code, at));
    return found;
}

Result<std::vector<Price>> Prices::list(database::Connection& connection, Timestamp at) {
    std::vector<Price> all;
    TRY(connection.each(
        kInForce,
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_price(row)));
            return {};
        },
        at));
    return all;
}

Result<std::vector<Price>> Prices::coming(database::Connection& connection, Timestamp at) {
    std::vector<Price> all;
    TRY(connection.each(
        "SELECT body, valid_from_ms FROM price WHERE valid_from_ms > $1 ORDER BY valid_from_ms, code",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_price(row)));
            return {};
        },
        at));
    return all;
}

}  // namespace dayroom::facility
