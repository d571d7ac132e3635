/** The measuring of clocks. */
import '../../core/clock/read.ts'
import '../../core/clock/read-dates.ts'
import '../../core/clock/report.ts'
import '../../tasks/measure-clock.ts'
