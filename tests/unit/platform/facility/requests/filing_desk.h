// One resident, and staff, at a form of the test's own.
#pragma once

#include <catch2/catch.hpp>

#include "platform/facility/requests/requests.h"
#include "platform/wire/forms.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

inline forms::Form plain_form(const std::string& code = "copy") {
    forms::Form form;
    form.code = code;
    form.name = {{"en", "Copy"}, {"es", "Copia"}};
    forms::Field what;
    what.code = "what";
    what.kind = forms::FieldKind::kChoice;
    what.required = true;
    what.label = {{"en", "Which?"}, {"es", "¿Cuál?"}};
    what.choices = {{"court", {{"en", "Court papers"}, {"es", "Papeles de la corte"}}}, {"other", {{"en", "Other"}}}};
    form.fields = {what};
    form.answer_within_hours = 48;
    form.reply_within_hours = 72;
    return form;
}

struct FilingDesk {
    HubFixture hub;
    Person person = hub.add_resident();
    FormId form = hub.id<FormId>();

    explicit FilingDesk(const forms::Form& definition = plain_form()) { put(definition); }

    void put(const forms::Form& definition) {
        must(hub.run([&](facility::Work& work) { return hub.forms.put(work, form, wire::form_to_wire(definition)); }));
    }
    wire::SubmitRequest body(int revision = 1, std::int64_t price = 0) {
        wire::SubmitRequest out;
        out.set_request_id(hub.id<RequestId>().raw());
        out.set_form_id(form.raw());
        out.set_form_revision(revision);
        out.add_answers()->set_field("what");
        out.mutable_answers(0)->set_value("court");
        out.set_price_seen_cents(price);
        out.set_receipt_code(hub.receipt());
        out.set_language("es");
        return out;
    }
    Status file(const wire::SubmitRequest& request) {
        return hub.run_as(facility::Actor::resident(person.id), [&](facility::Work& work) {
            return hub.requests.submit(work, person.id, hub.device, hub.id<CommandId>(), request, work.now());
        });
    }
    RequestId filed(std::int64_t price = 0) {
        const wire::SubmitRequest request = body(1, price);
        must(file(request));
        return must(RequestId::from_bytes(std::string_view(request.request_id())));
    }
    wire::Request read(const RequestId& id) { return *must(hub.requests.read(*hub.reader, id)); }

    Status reply(const RequestId& id, const std::string& text) {
        wire::ReplyToRequest body;
        body.set_request_id(id.raw());
        body.set_text(text);
        return hub.run_as(facility::Actor::resident(person.id),
                          [&](facility::Work& work) { return hub.requests.reply(work, person.id, body); });
    }
    /// "start", "assign", "say", "return", "triage", "ordinary", "answer", "decline" by staff; "reply", "withdraw" by
    /// the resident.
    Status act(const RequestId& id, std::string_view what) {
        if (what == "reply") return reply(id, "Here it is.");
        if (what == "withdraw") {
            return hub.run_as(facility::Actor::resident(person.id),
                              [&](facility::Work& work) { return hub.requests.withdraw(work, person.id, id); });
        }
        return hub.run([&](facility::Work& work) -> Status {
            if (what == "start") return hub.requests.start(work, id);
            if (what == "assign") return hub.requests.assign(work, id, "records", "To records.");
            if (what == "say") return hub.requests.say(work, id, "We are looking.");
            if (what == "return") return hub.requests.return_for_more(work, id, "Which month?");
            if (what == "answer") return hub.requests.answer(work, id, "Done.");
            if (what == "triage") return hub.requests.triage(work, id, "Tomorrow at 9.");
            if (what == "ordinary") return hub.requests.go_on_as_ordinary(work, id, "Nobody is in danger.");
            return hub.requests.decline(work, id, "Not possible.");
        });
    }
    int run_clocks() {
        return must(hub.writer->make(facility::Actor::system(),
                                     [&](facility::Work& work) { return hub.requests.run_clocks(work, 100); }));
    }
};

}  // namespace dayroom::test
