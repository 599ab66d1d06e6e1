// Errors as values. Every function that can fail returns Result<T>; ignoring one does not compile.
//
// The ladder, by purpose:
//   Result with an Error     what a correct program meets: bad input, no network, a full disk.
//   DAYROOM_ASSERT (check.h) a bug: the program stops rather than go on with wrong money or keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace dayroom {

/// What kind of failure it is: callers branch on this, never on text. The names travel on the wire as lower-case words.
enum class ErrorCode : std::uint8_t {
    kInvalid,   // malformed, out of range, failed a check
    kTooLarge,  // beyond a named limit
    kNotFound,
    kConflict,         // the same id with other content; a state that does not allow it
    kDenied,           // known, and not allowed
    kUnauthenticated,  // not known: wrong PIN, signature, seal or certificate
    kLocked,           // too many attempts; try later
    kExpired,
    kInsufficientFunds,
    kUnavailable,  // no network, hub down, queue full: try again later
    kTimeout,
    kCorrupt,      // stored bytes are not what was stored
    kIo,           // the operating system refused: disk, socket, process
    kUnsupported,  // a newer version or a kind that this program does not know
    kRevoked,      // this device or person may no longer
};

/// The code as it stands in JSON, logs and on the wire ("insufficient_funds").
const char* to_string(ErrorCode code);

/// One failure. `detail` is for the log and for staff (English, no personal data); `text_key` names the sentence that a
/// resident reads, in the catalogs of assets/text; empty means the screen's own general sentence.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::kInvalid;
    std::string detail;
    std::string text_key;

    Error(ErrorCode error_code, std::string log_detail, std::string resident_text_key = {})
        : code(error_code), detail(std::move(log_detail)), text_key(std::move(resident_text_key)) {}

    /// The same failure with what was being done put in front: "open vault: file is not a database".
    Error while_doing(std::string_view what) && {
        detail = std::string(what) + ": " + detail;
        return std::move(*this);
    }
};

/// A value or an Error. Accessing the wrong side stops the program: test with ok(), or use TRY.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T take() { return std::get<0>(std::move(state_)); }
    T value_or(T other) && { return ok() ? std::get<0>(std::move(state_)) : std::move(other); }

    const Error& error() const { return std::get<1>(state_); }
    Error take_error() { return std::get<1>(std::move(state_)); }

    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    void take() const {}
    const Error& error() const { return error_.value(); }
    Error take_error() { return std::move(error_).value(); }

private:
    std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace dayroom

/// The value of a Result, or return its Error from the enclosing function. Not inside coroutines: use CO_TRY there.
#define TRY(expression) TRY_NAMED(expression, __COUNTER__)
#define TRY_NAMED(expression, number) TRY_WITH(expression, CO_TRY_JOIN(try_result_, number))
#define TRY_WITH(expression, name)                \
    ({                                            \
        auto name = (expression);                 \
        if (!name.ok()) return name.take_error(); \
        name.take();                              \
    })

/// The coroutine twin of TRY, as a statement, because a statement expression may not hold a co_return in gcc 12:
/// CO_TRY(auto value, co_await something());
#define CO_TRY_JOIN2(a, b) a##b
#define CO_TRY_JOIN(a, b) CO_TRY_JOIN2(a, b)
#define CO_TRY(declaration, expression)                                                              \
    auto CO_TRY_JOIN(co_try_, __LINE__) = (expression);                                              \
    if (!CO_TRY_JOIN(co_try_, __LINE__).ok()) co_return CO_TRY_JOIN(co_try_, __LINE__).take_error(); \
    declaration = CO_TRY_JOIN(co_try_, __LINE__).take()
