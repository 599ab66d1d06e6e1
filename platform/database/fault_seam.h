// Makes a chosen database operation fail, so that a test can try every one in turn: prepare, step, begin, commit,
// release each count as one operation. Production passes none.
#pragma once

#include <atomic>
#include <cstdint>

namespace dayroom::database {

class FaultSeam {
public:
    enum class After { kGoesOn, kStaysBroken };  // kStaysBroken: as when the disk is gone

    /// The n-th operation from now (1 is the next) fails with kIo.
    void fail_at(std::int64_t n, After after = After::kGoesOn) {
        stays_ = after == After::kStaysBroken;
        fired_ = false;
        left_ = n;
    }
    void disarm() {
        left_ = 0;
        stays_ = false;
        fired_ = false;
    }
    /// Whether the chosen operation came: a loop over n ends when it did not.
    bool fired() const { return fired_; }
    std::int64_t operations() const { return operations_; }

    /// Asked by the engine before each operation.
    bool should_fail() {
        ++operations_;
        if (fired_ && stays_) return true;
        if (left_ > 0 && --left_ == 0) {
            fired_ = true;
            return true;
        }
        return false;
    }

private:
    std::atomic<std::int64_t> left_ = 0;
    std::atomic<std::int64_t> operations_ = 0;
    std::atomic<bool> fired_ = false;
    std::atomic<bool> stays_ = false;
};

}  // namespace dayroom::database
