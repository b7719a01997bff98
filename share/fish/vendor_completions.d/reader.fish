# fish loads this at the first Tab after "reader"; what there is to say comes from the program itself.
reader completions fish | source
