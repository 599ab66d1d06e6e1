// Brings every screen of the terminal onto the stage, one after the other.
#pragma once

#include <functional>
#include <string>

#include "tests/ui/screens/stage.h"

namespace dayroom::test {

using Visit = std::function<void(const std::string& name)>;

/// Calls `visit` with each screen up and settled. The stage must be fresh.
void walk(Stage& stage, const StageOptions& options, const Visit& visit);

/// Its part about requests; whoever is signed in is so afterwards.
void walk_requests(Stage& stage, const Visit& visit);
/// Its part about the phone account.
void walk_phone(Stage& stage, const Visit& visit);
/// Its part about video visits.
void walk_visits(Stage& stage, const Visit& visit);
/// Its part about the schedule.
void walk_schedule(Stage& stage, const Visit& visit);

/// Its part about PREA and turns: the agent, gone before, comes back.
void walk_prea(Stage& stage, const StageOptions& options, const Visit& visit);

/// What a technician sees. Nobody is signed in before and after.
void walk_technician(Stage& stage, const StageOptions& options, const Visit& visit);

/// What is read. Nobody is signed in before and after.
void walk_reading(Stage& stage, const StageOptions& options, const Visit& visit);

/// Staff have answered the newest request, and its form can be appealed with "appeal" within so many days.
void offer_appeal(Stage& stage, int days);

/// The screen of last resort, which has neither catalogs nor an agent and so no stage. It says both languages at once.
void last_resort(const StageOptions& options, const std::function<void(ui::UiDriver&)>& visit);

}  // namespace dayroom::test
