"""Put on the path of a process by a test: its clock, and that of all it starts, is so many seconds ahead."""

import os
import time

if "NIGHTDESK_TEST_CLOCK" in os.environ:
    import time_machine

    time_machine.travel(time.time() + float(os.environ["NIGHTDESK_TEST_CLOCK"])).start()
