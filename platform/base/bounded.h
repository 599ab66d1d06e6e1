// Containers with a limit that is part of the type: going over it is an error value, never growth without end.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace dayroom {

template <typename T, std::size_t Limit>
class BoundedVector {
public:
    static constexpr std::size_t kLimit = Limit;

    /// kTooLarge when full; the value is then dropped.
    Status push_back(T value) {
        if (items_.size() >= Limit) return Error(ErrorCode::kTooLarge, "list is full at " + std::to_string(Limit));
        items_.push_back(std::move(value));
        return {};
    }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    void clear() { items_.clear(); }
    const T& operator[](std::size_t at) const { return items_.at(at); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }

private:
    std::vector<T> items_;
};

/// First in, first out. Not synchronised.
template <typename T, std::size_t Limit>
class BoundedQueue {
public:
    Status push(T value) {
        if (items_.size() >= Limit) return Error(ErrorCode::kUnavailable, "queue is full at " + std::to_string(Limit));
        items_.push_back(std::move(value));
        return {};
    }
    /// The oldest, or nothing.
    std::optional<T> pop() {
        if (items_.empty()) return std::nullopt;
        T first = std::move(items_.front());
        items_.pop_front();
        return first;
    }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }

private:
    std::deque<T> items_;
};

}  // namespace dayroom
