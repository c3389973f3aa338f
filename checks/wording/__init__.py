"""English: what is printed back, numbers, quantities in the form of another, dates as a text writes them."""

from checks.wording.amount import counted, placed, plain, told, until
from checks.wording.date import with_weekday, written_like
from checks.wording.form import Printed, once, printed

__all__ = ["Printed", "counted", "once", "placed", "plain", "printed", "told", "until", "with_weekday", "written_like"]
