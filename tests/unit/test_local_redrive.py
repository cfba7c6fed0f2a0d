"""Dead letters: every queue of them has a way back."""

from local.redrive import COMPARISONS, QUEUES
from tests.cloudformation import resources


def test_every_dead_letter_queue_of_the_stack_is_emptied() -> None:
    dead = {name for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetterQueue")}
    assert dead == {*QUEUES, *COMPARISONS}


def test_letters_go_back_to_the_queue_that_parked_them() -> None:
    queues = resources("AWS::SQS::Queue")
    parked = {
        queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]: name
        for name, queue in queues.items()
        if "RedrivePolicy" in queue
    }
    assert parked == QUEUES
