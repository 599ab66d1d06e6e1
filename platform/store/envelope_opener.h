// Private to platform/store: opens a batch of envelopes ahead of whoever writes them into the vault. Box and seal of a
// message cost about as much as writing it, so a second thread ("vault-open") opens while the caller writes; whoever
// has nothing else to do opens the next few. Lives for one batch.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "platform/base/result.h"
#include "platform/store/device_store.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

class EnvelopeOpener {
public:
    /// One answer a row, in their order. Of a row that says that a thing is gone: any.
    using Open = std::function<std::vector<Result<wire::Record>>(std::span<const EnvelopeRow>)>;
    /// Runs on both threads: each opens with what it made for itself.
    using MakeOpen = std::function<Open()>;

    /// `rows` must outlive it. Few rows, or a single processor: all is opened by the caller.
    EnvelopeOpener(const std::vector<EnvelopeRow>& rows, MakeOpen make);
    ~EnvelopeOpener();
    EnvelopeOpener(const EnvelopeOpener&) = delete;
    EnvelopeOpener& operator=(const EnvelopeOpener&) = delete;

    /// What `open` said of this row. Each row once, in rising order; rows that say that a thing is gone are not asked
    /// for.
    Result<wire::Record> take(std::size_t at);

private:
    void help();
    /// Opens a few rows from `next_` on. The lock is given back meanwhile.
    void open_next(std::unique_lock<std::mutex>& lock, const Open& open);

    const std::vector<EnvelopeRow>& rows_;
    const MakeOpen make_;
    const Open open_;   // the caller's
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::vector<std::optional<Result<wire::Record>>> opened_;
    std::size_t next_ = 0;   // the first row that nobody has begun
    std::size_t taken_ = 0;  // rows before it are the caller's already
    bool stopping_ = false;
    std::thread helper_;
};

}  // namespace dayroom::store
