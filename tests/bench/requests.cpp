// Requests of residents at staff's desks: 100,000 of them, most closed, some open: pages of each view, filtered too.
#include "platform/facility/requests/desks.h"
#include "platform/rules/receipt_code.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr int kRequests = 100'000;
constexpr int kOpenRequests = 50'000;
constexpr int kFiledInOneCommit = 1'000;
constexpr int kAsking = 200;        // residents
constexpr int kRequestsShown = 51;  // one more than the console shows: whether there is another page

struct RequestDesk {
    test::HubFixture hub;
    std::vector<test::Person> people;
    std::vector<FormId> forms;
    std::vector<RequestId> filed;
    DeskViewer viewer{hub.id<ThingId>(), "request_staff", {"medical"}};

    RequestDesk() {
        for (int each = 0; each < kAsking; ++each)
            people.push_back(hub.add_resident(each % 2 == 0 ? hub.unit : hub.other_unit));
        for (int each = 0; each < 10; ++each) forms.push_back(hub.add_form("form_" + std::to_string(each)));
        test::must(hub.run([&](Work& work) { return set_desks(work, viewer.id, {"medical"}); }));
    }
    Status file(Work& work, int number) {
        const test::Person& person = people[static_cast<std::size_t>(number) % people.size()];
        wire::SubmitRequest body;
        filed.push_back(hub.id<RequestId>());
        body.set_request_id(filed.back().raw());
        body.set_form_id(forms[static_cast<std::size_t>(number) * 7 % forms.size()].raw());
        body.set_form_revision(1);
        wire::Answer& answer = *body.add_answers();
        answer.set_field("details");
        answer.set_value("The tap in cell 14 drips since Tuesday. It keeps all of us awake, and the floor is wet.");
        body.set_receipt_code(hub.receipt());
        TRY(hub.requests.submit(work, person.id, hub.device, hub.id<CommandId>(), body, work.now()));
        if (number % 5 == 0) TRY(hub.requests.assign(work, filed.back(), number % 10 == 0 ? "medical" : "records"));
        if (number < kRequests - kOpenRequests) TRY(hub.requests.answer(work, filed.back(), "It is done."));
        return {};
    }
    void fill() {
        for (int done = 0; done < kRequests; done += kFiledInOneCommit) {
            hub.clock.advance(Milliseconds(977));
            test::must(hub.run([&](Work& work) -> Status {
                for (int each = 0; each < kFiledInOneCommit; ++each) TRY(file(work, done + each));
                return {};
            }));
        }
    }
};

}  // namespace

void bench_requests() {
    heading("Requests at staff's desks: 100,000, half of them open");
    RequestDesk desk;
    desk.fill();
    const auto page = [&](const char* what, RequestView view, int offset,
                          const std::function<void(RequestFilter&)>& more, bool mine = true) {
        RequestFilter filter;
        filter.view = view;
        filter.now = desk.hub.clock.now();
        filter.limit = kRequestsShown;
        filter.offset = offset;
        more(filter);
        const auto job = [&] {
            const auto found = test::must(mine ? list_open_to(*desk.hub.reader, desk.viewer, filter)
                                               : desk.hub.requests.list(*desk.hub.reader, filter));
            if (found.empty() && view != RequestView::kLate) throw std::runtime_error("a page is empty");
        };
        report({what, time_each(20, job).median(), "ms", {}, Goal::at_most(100)});
    };
    const auto plainly = [](RequestFilter&) {};
    page("open, first page, all that there is", RequestView::kOpen, 0, plainly, false);
    page("open, page in the middle", RequestView::kOpen, kOpenRequests / 2, plainly, false);
    page("open, what one may open, last page", RequestView::kOpen, kOpenRequests * 9 / 10 - kRequestsShown, plainly);
    page("late", RequestView::kLate, 0, plainly);
    page("open of one form and unit, middle", RequestView::kOpen, 1'000, [&](RequestFilter& filter) {
        filter.form_code = "form_3";
        filter.unit = desk.hub.other_unit;
    });
    page("open at one desk, middle", RequestView::kOpen, 2'000, [](RequestFilter& filter) { filter.role = "medical"; });
    page("open of one resident", RequestView::kOpen, 0,
         [&](RequestFilter& filter) { filter.resident = desk.people[1].id; });
    page("closed, first page", RequestView::kClosed, 0, plainly);
    page("closed, page in the middle", RequestView::kClosed, (kRequests - kOpenRequests) / 2, plainly);
    std::size_t at = 0;
    const auto receipt = [&] {
        const auto found = test::must(desk.hub.requests.find(*desk.hub.reader, desk.filed[at++]));
        test::must(desk.hub.requests.find_by_receipt(*desk.hub.reader, found->receipt_code));
    };
    while (test::must(desk.hub.writer->make(Actor::system(), [&](Work& work) {
               return desk.hub.requests.sort_receipts(work, kFiledInOneCommit);
           })) > 0) {
    }
    report({"one by its receipt code", time_each(20, receipt).median(), "ms", {}, Goal::at_most(100)});
}

}  // namespace dayroom::bench
