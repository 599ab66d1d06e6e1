// One unit of work on hub.db: everything that one command or one decision of staff changes, in one transaction.
// Services take a Work& and write through it; what they changed is told with touch() and audit(). finish() (called by
// Writer) raises the feed's counters last, scopes ascending, so that a reader never misses a change.
//
// Writer thread only. A Work whose job fails is rolled back whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/database/connection.h"
#include "platform/facility/feed/scope.h"
#include "platform/record/event.h"

namespace dayroom::facility {

/// What every service needs to know of this hub. Outlives Writer and services.
struct Context {
    FacilityId facility;
    const Clock* clock = nullptr;
    Random* random = nullptr;                  // used on the writer thread
    const crypto::SigningKey* seal = nullptr;  // the hub's signing key
};

/// Who does it. `role` goes into steps and the audit log: "resident", "request_staff", "system"; `id`: a resident, a
/// staff account or token; nil for the system.
struct Actor {
    enum class Kind : std::uint8_t { kSystem = 1, kResident = 2, kStaff = 3 };
    Kind kind = Kind::kSystem;
    std::string role = "system";
    ThingId id;

    static Actor system() { return {}; }
    static Actor resident(const ResidentId& id) { return {Kind::kResident, "resident", thing(id)}; }
    static Actor staff(std::string role, ThingId id) { return {Kind::kStaff, std::move(role), id}; }
    /// The staff account or token that decides; nothing for everybody else.
    std::optional<ThingId> staff_id() const {
        return kind == Kind::kStaff && !id.is_nil() ? std::optional(id) : std::nullopt;
    }
};

class Work {
public:
    Work(database::Connection& connection, const Context& context, Actor actor);
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    database::Connection& db() { return connection_; }
    const Context& context() const { return context_; }
    const FacilityId& facility() const { return context_.facility; }
    /// One time for the whole of it.
    Timestamp now() const { return now_; }
    const Actor& actor() const { return actor_; }
    /// Somebody else does the part that follows, until it goes out of scope.
    class ActingAs {
    public:
        ActingAs(Work& work, Actor actor) : work_(work), before_(std::exchange(work.actor_, std::move(actor))) {}
        ~ActingAs() { work_.actor_ = std::move(before_); }
        ActingAs(const ActingAs&) = delete;
        ActingAs& operator=(const ActingAs&) = delete;

    private:
        Work& work_;
        Actor before_;
    };
    template <typename IdType>
    IdType make_id() {
        return IdType::make(*context_.clock, *context_.random);
    }

    /// Says that a thing of this scope changed, or is gone. Twice the same is once.
    void touch(const Scope& scope, RecordKind kind, const ThingId& id, bool removed = false);
    template <typename Tag>
    void touch(const Scope& scope, RecordKind kind, const Id<Tag>& id, bool removed = false) {
        touch(scope, kind, thing(id), removed);
    }
    /// After the commit whoever waits for `scope` is woken, although none of its things changed.
    void wake(const Scope& scope) { woken_.push_back(scope); }
    /// Seals `record` (its version and released_ms are set here), keeps the bytes as the thing's released state, and
    /// touches the scope. kInvalid when `kind` is none that is sealed.
    Status release(const Scope& scope, RecordKind kind, const ThingId& id, wire::Record record);
    /// The thing is withdrawn: its released bytes go, and the feed says that it is removed.
    Status withdraw(const Scope& scope, RecordKind kind, const ThingId& id);

    /// One event for the audit log, chained after the commit by Writer. Ids and codes only: no names, no text of
    /// people.
    Status audit(record::Event event, const ThingId& subject, std::string_view code = {},
                 record::Outcome outcome = record::Outcome::kDone);
    template <typename Tag>
    Status audit(record::Event event, const Id<Tag>& subject, std::string_view code = {},
                 record::Outcome outcome = record::Outcome::kDone) {
        return audit(event, thing(subject), code, outcome);
    }
    bool has_audited() const { return audited_; }

    /// What touched so far can be taken back to: for a part that fails alone inside a savepoint.
    std::size_t mark() const { return touches_.size(); }
    void forget_after(std::size_t mark) { touches_.resize(mark); }

    /// Writes the feed's rows. The last thing before the commit.
    Status finish();
    /// After finish(): whose readers to wake.
    std::vector<Scope> scopes() const;

private:
    struct Touch {
        Scope scope;
        RecordKind kind;
        ThingId id;
        bool removed;
    };
    struct Head;
    Result<Head> head_of(const Scope& scope);
    Status append(Head& head, const Touch& touch);

    database::Connection& connection_;
    const Context& context_;
    Actor actor_;
    Timestamp now_;
    std::vector<Touch> touches_;
    std::vector<Scope> woken_;
    bool audited_ = false;
};

}  // namespace dayroom::facility
