#include "platform/store/envelope_opener.h"

#include <algorithm>
#include <system_error>

#include <pthread.h>

namespace dayroom::store {
namespace {

constexpr std::size_t kWorthAThread = 16;  // rows
constexpr std::size_t kTogether = 16;      // rows: their seals are checked together
constexpr std::size_t kAhead = 96;         // opened rows that wait in memory, at most, and those that are being opened

}  // namespace

EnvelopeOpener::EnvelopeOpener(const std::vector<EnvelopeRow>& rows, MakeOpen make)
    : rows_(rows), make_(std::move(make)), open_(make_()), opened_(rows.size()) {
    if (rows.size() < kWorthAThread || std::thread::hardware_concurrency() < 2) return;
    try {
        helper_ = std::thread([this] { help(); });
    } catch (const std::system_error&) {
        // No thread to be had: the caller opens all of them.
    }
}

EnvelopeOpener::~EnvelopeOpener() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (helper_.joinable()) helper_.join();
}

void EnvelopeOpener::help() {
    ::pthread_setname_np(::pthread_self(), "vault-open");
    const Open open = make_();
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || next_ == rows_.size() || next_ < taken_ + kAhead; });
        if (stopping_ || next_ == rows_.size()) return;
        open_next(lock, open);
    }
}

void EnvelopeOpener::open_next(std::unique_lock<std::mutex>& lock, const Open& open) {
    const std::size_t first = next_;
    const auto rows = std::span(rows_).subspan(first, std::min(kTogether, rows_.size() - first));
    next_ += rows.size();
    lock.unlock();
    auto opened = open(rows);
    lock.lock();
    for (std::size_t i = 0; i < rows.size(); ++i) opened_[first + i] = std::move(opened[i]);
    changed_.notify_all();
}

Result<wire::Record> EnvelopeOpener::take(std::size_t at) {
    std::unique_lock lock(mutex_);
    taken_ = at;
    if (next_ < rows_.size() && next_ < taken_ + kAhead) changed_.notify_all();
    while (!opened_[at]) {
        if (next_ < rows_.size()) {
            open_next(lock, open_);
        } else {
            changed_.wait(lock);
        }
    }
    auto record = std::move(*opened_[at]);
    opened_[at].reset();
    return record;
}

}  // namespace dayroom::store
