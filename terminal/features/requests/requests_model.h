// What the list of requests and one request show: states, clocks, fee, answer. Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/requests/form_model.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

enum class RequestMark { kQueued, kReceived, kInProgress, kReturned, kAnswered, kDeclined, kWithdrawn, kRefused };

RequestMark request_mark(const std::string& state);

struct RequestRow {
    std::string id;
    std::string icon;
    std::string name;
    std::string when;
    std::string state;  // "Saved here, not yet sent"
    std::string state_icon;
    RequestMark mark = RequestMark::kReceived;
    bool answer_unread = false;
    std::string spoken;
};

struct RequestStep {
    std::string title;
    std::string when;  // empty: has not happened
    std::string text;  // what staff wrote
    std::string icon;
    bool done = true;
};

struct AnswerLine {
    std::string label;
    std::string value;
};

struct RequestDetail {
    RequestRow row;
    std::string receipt_code;  // grouped, as copied on paper
    std::string fee;           // what happens or happened with the money; empty: free
    std::string explanation;   // queued or refused: what that means, in plain words
    std::vector<RequestStep> steps;
    std::vector<AnswerLine> answers;
    bool may_reply = false;
    bool may_withdraw = false;
};

RequestRow make_request_row(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& texts,
                            Timestamp now);
RequestDetail make_request(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& texts,
                           Timestamp now);

}  // namespace dayroom::features
