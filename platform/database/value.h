// What goes into a statement and what comes out of a row.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/bytes.h"
#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/money/money.h"

struct sqlite3_stmt;

namespace dayroom::database {

/// One parameter. Views what it was made from: it must live until the statement has run.
class Value {
public:
    using Form = std::variant<std::monostate, std::int64_t, std::string_view, ByteView>;

    Value(std::nullopt_t) {}                                    // NOLINT: all of these are implicit by design
    Value(bool value) : form_(std::int64_t{value}) {}           // NOLINT
    Value(int value) : form_(std::int64_t{value}) {}            // NOLINT
    Value(std::int64_t value) : form_(value) {}                 // NOLINT
    Value(std::uint32_t value) : form_(std::int64_t{value}) {}  // NOLINT
    Value(std::uint64_t value) : form_(static_cast<std::int64_t>(value)) {}  // NOLINT: sequence numbers; below 2^63
    Value(std::string_view text) : form_(text) {}                            // NOLINT
    Value(const std::string& text) : form_(std::string_view(text)) {}        // NOLINT
    Value(const char* text) : form_(std::string_view(text)) {}               // NOLINT
    Value(ByteView bytes) : form_(bytes) {}                                  // NOLINT
    Value(const Bytes& bytes) : form_(ByteView(bytes)) {}                    // NOLINT
    Value(Timestamp at) : form_(at.ms()) {}                                  // NOLINT
    template <typename Tag>
    Value(const Id<Tag>& id) : form_(id.bytes()) {}  // NOLINT: the nil id too; pass nullopt for none
    template <typename Tag>
    Value(Amount<Tag> amount) : form_(amount.units()) {}  // NOLINT
    template <typename Tag>
    Value(Positive<Tag> amount) : form_(amount.units()) {}  // NOLINT
    template <std::size_t N>
    Value(const std::array<std::uint8_t, N>& bytes) : form_(ByteView(bytes)) {}  // NOLINT
    template <typename T>
    Value(const std::optional<T>& value) {  // NOLINT
        if (value) form_ = Value(*value).form_;
    }

    const Form& form() const { return form_; }

private:
    Form form_;
};

/// Protobuf hands out bytes as std::string: this says that they are bytes, not text.
inline Value blob(std::string_view bytes) { return Value(as_bytes(bytes)); }

/// One row, valid inside the callback only; so are the views that it hands out. A column of another type than asked
/// for, or an id that is no id, gives a zero value and makes the whole query return kCorrupt.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::uint64_t sequence(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    int small(int column) const;  // an int: kCorrupt beyond its range
    bool flag(int column) const { return integer(column) != 0; }
    std::string_view text(int column) const;  // NULL is empty
    std::string string(int column) const { return std::string(text(column)); }
    ByteView bytes(int column) const;  // NULL is empty
    Timestamp time(int column) const { return Timestamp::from_ms(integer(column)); }
    Cents cents(int column) const { return Cents::of(integer(column)); }
    Credits credits(int column) const { return Credits::of(integer(column)); }
    template <typename IdType>
    IdType id(int column) const {
        auto id = IdType::from_bytes(bytes(column));
        if (!id.ok()) note_corrupt(column);
        return id.ok() ? id.take() : IdType();
    }
    /// NULL is nothing.
    template <typename IdType>
    std::optional<IdType> optional_id(int column) const {
        if (is_null(column)) return std::nullopt;
        return id<IdType>(column);
    }
    template <std::size_t N>
    std::array<std::uint8_t, N> array(int column) const {
        std::array<std::uint8_t, N> out{};
        ByteView in = bytes(column);
        if (in.size() == N)
            std::copy(in.begin(), in.end(), out.begin());
        else
            note_corrupt(column);
        return out;
    }

    const std::optional<Error>& corruption() const { return corruption_; }

private:
    void note_corrupt(int column) const;
    sqlite3_stmt* statement_;
    mutable std::optional<Error> corruption_;
};

}  // namespace dayroom::database
