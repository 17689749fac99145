"""Single forms of the register, the tasks and what is done for them."""
