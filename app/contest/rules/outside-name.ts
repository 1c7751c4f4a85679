/** People from outside stand in the log under this word: what the log keeps cannot be erased from it. */
export const nameInLog = 'Người dự thi';
