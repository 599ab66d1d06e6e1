// Private to platform/wire: collects the first thing that is wrong with a message. Field names only, never values: the
// detail of an error may stand in a log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

class Checker {
public:
    void require(bool condition, std::string_view what) {
        if (!condition) fail(ErrorCode::kInvalid, std::string(what));
    }
    void fail(ErrorCode code, std::string detail) {
        if (!error_) error_.emplace(code, std::move(detail));
    }
    void unsupported(std::string_view what) { fail(ErrorCode::kUnsupported, std::string(what)); }

    void id(const std::string& value, std::string_view field);
    void optional_id(const std::string& value, std::string_view field);  // empty is none
    void bytes_exactly(const std::string& value, std::size_t size, std::string_view field);
    void bytes_between(const std::string& value, std::size_t least, std::size_t most, std::string_view field);
    /// Strict UTF-8 without control characters (but tab and new line), at most so many code points.
    void text(const std::string& value, std::size_t most, std::string_view field);
    void required_text(const std::string& value, std::size_t most, std::string_view field);
    /// [a-z0-9_.-], possibly empty.
    void code(const std::string& value, std::string_view field);
    void required_code(const std::string& value, std::string_view field);
    void language(const std::string& value, std::string_view field);  // empty allowed
    void resident_number(const std::string& value, std::string_view field);
    void pin(const std::string& value, std::string_view field);
    void receipt_code(const std::string& value, std::string_view field);
    void count(int value, int most, std::string_view field);
    void range(std::int64_t value, std::int64_t least, std::int64_t most, std::string_view field);
    void units(std::int64_t value, std::string_view field);         // any sign, within the ledger's range
    void not_negative(std::int64_t value, std::string_view field);  // and within the ledger's range
    void price(std::int64_t value, std::string_view field);         // 0 … what one command may carry
    void time(std::int64_t value, std::string_view field);          // must be set
    void optional_time(std::int64_t value, std::string_view field);
    void local_texts(const google::protobuf::RepeatedPtrField<LocalText>& texts, std::size_t most, bool required,
                     std::string_view field);
    void scope(const Scope& value);
    void draft(const Draft& value);
    /// Somewhere in it stands a field that this program does not know.
    void no_unknown_fields(const google::protobuf::Message& message);

    Status status() const {
        if (error_) return *error_;
        return {};
    }

private:
    std::optional<Error> error_;
};

}  // namespace dayroom::wire
