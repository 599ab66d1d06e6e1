// What the list of requests and one request show: states, clocks, fee, answer. Pure.
#pragma once

#include <optional>
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
    std::string urgent;  // that it is taken as an emergency; empty: it is not, or it is decided
    std::string spoken;
};

/// One of the list, as it came and as it is shown.
struct HeldRequest {
    RequestRow row;
    local::Request raw;
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

/// What can be done about the outcome of a request.
struct AppealOffer {
    std::string form;   // the code of the form that appeals it; empty: it cannot be appealed, or not any more
    std::string words;  // until when, since when not, or when it was; empty: there is no such form
    std::string made;   // the id of the appeal that was made
};

/// What was said before in what an appeal is about.
struct Earlier {
    std::string name;
    std::string receipt_code;  // grouped
    std::vector<RequestStep> steps;
    std::vector<AnswerLine> answers;
};

/// A document from staff, as it is offered.
struct AttachedDocument {
    std::string id;
    std::string name;
    std::string pages;  // "3 pages"
};

struct RequestDetail {
    RequestRow row;
    std::string receipt_code;  // grouped, as copied on paper
    std::string fee;           // what happens or happened with the money; empty: free
    std::string explanation;   // queued or refused: what that means, in plain words
    std::vector<RequestStep> steps;
    std::vector<AnswerLine> answers;
    std::vector<AttachedDocument> attachments;
    bool may_reply = false;
    bool may_withdraw = false;
    AppealOffer appeal;
    std::optional<Earlier> earlier;
};

RequestRow make_request_row(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& texts,
                            Timestamp now);
/// `others`: the newest requests of this person, in which appeals and what they are about are found.
RequestDetail make_request(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& texts,
                           Timestamp now, const std::vector<local::Request>& others = {});

/// The receipt code of what it appeals; empty: it is no appeal.
std::string appealed_by(const local::Request& request);
/// It is one, or may be appealed: `others` are needed to show it.
bool has_to_do_with_appeals(const local::Request& request);
/// Nothing when `others` does not have that receipt.
std::optional<Earlier> make_earlier(const std::string& receipt, const std::vector<local::Request>& others,
                                    const std::vector<FormView>& forms, const ui::Texts& texts, Timestamp now);
AppealOffer make_appeal_offer(const local::Request& request, const std::vector<local::Request>& others,
                              const std::vector<FormView>& forms, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
