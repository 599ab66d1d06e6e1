// Receivers of a test's own: a function answers, or says nothing yet. Records what was posted.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "platform/net/poster.h"

namespace dayroom::net {

class FakePoster final : public Poster {
public:
    using Answer = std::function<std::optional<Result<int>>(const Post&)>;
    explicit FakePoster(Answer answer) : answer_(std::move(answer)) {}

    Status start(std::uint64_t tag, Post post) override {
        if (under_way_.size() >= at_once) return Error(ErrorCode::kUnavailable, "others are under way");
        posts.push_back(post);
        under_way_.emplace(tag, std::move(post));
        return {};
    }
    std::vector<Posted> wait(Milliseconds at_most) override {
        last_wait = at_most;
        std::vector<Posted> ended;
        for (auto each = under_way_.begin(); each != under_way_.end();) {
            auto answer = answer_(each->second);
            if (answer) ended.push_back({each->first, std::move(*answer)});
            each = answer ? under_way_.erase(each) : std::next(each);
        }
        return ended;
    }
    void wake() override { ++wakes; }

    std::size_t at_once = 100;
    std::vector<Post> posts;
    Milliseconds last_wait{0};
    int wakes = 0;

private:
    Answer answer_;
    std::map<std::uint64_t, Post> under_way_;
};

}  // namespace dayroom::net
