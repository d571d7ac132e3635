/** What the sessions of the wizard and its reports share. */
import '../../core/flow/plan.ts'
import '../../core/flow/walk.ts'
import '../../tasks/walk-report.ts'
import '../../ui/check-up.ts'
import '../../ui/diagnose.ts'
import '../../ui/page.ts'
import '../../wizard/checks.ts'
import '../../wizard/dates.ts'
